import { MAX_DELIVERY_ATTEMPTS } from "@hyperhive/wire";
import type { Updateable } from "kysely";
import type { MessagesTable } from "./broker-tables.ts";
import type { MessageRow } from "./message-row.ts";

/** Why and how leases go back. */
export type RequeueOptions = {
  readonly reason?: string;
  /** They are not delivered again before. */
  readonly delaySeconds?: number;
  /** The delivery does not count, because it was not the message's fault. */
  readonly refundAttempt?: boolean;
};

/** What becomes of a leased message that was not acked: back to the queue with the redelivered mark, or dead after its last attempt. */
export function fateOfRequeued(row: MessageRow, options: RequeueOptions, now: number): Updateable<MessagesTable> {
  const attempts = row.attempts - (options.refundAttempt === true ? 1 : 0);
  const note = options.reason ?? null;
  if (attempts >= MAX_DELIVERY_ATTEMPTS) return { state: "dead", attempts, note };
  return {
    state: "queued",
    attempts,
    redelivered: 1,
    delivered_at: null,
    not_before: options.delaySeconds === undefined ? 0 : now + Math.round(options.delaySeconds * 1000),
    note,
  };
}
