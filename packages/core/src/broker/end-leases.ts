import type { Changes } from "./changes.ts";
import { fateOfRequeue, type RequeueOptions } from "./fate-of-requeue.ts";
import type { MessageRow } from "./message-row.ts";
import type { MessageStore } from "./message-store.ts";
import { deadNotices } from "./notices.ts";
import { storeNotice } from "./store-message.ts";

/** What the end of a lease needs. */
export type Registry = { readonly messages: MessageStore; readonly agents: () => readonly string[] };

/** Acks the recipient's leases named in `ids`, or all of them; the others go back to the queue. */
export function ackLeases(
  lease: { readonly recipient: string; readonly ids: readonly number[] | undefined },
  registry: Registry,
  changes: Changes,
): { acked: number; requeued: number } {
  const named = lease.ids === undefined ? undefined : new Set(lease.ids);
  let acked = 0;
  let requeued = 0;
  for (const row of registry.messages.leased(lease.recipient)) {
    if (named === undefined || named.has(row.id)) {
      changes.fate("acked", registry.messages.change(row, { state: "acked", acked_at: changes.now }));
      acked += 1;
    } else if (requeue(row, { reason: "the turn ended without it" }, registry, changes) === "queued") requeued += 1;
  }
  return { acked, requeued };
}

/** Returns all of the recipient's leases to the queue; those that failed too often are dead. */
export function requeueLeases(
  recipient: string,
  options: RequeueOptions,
  registry: Registry,
  changes: Changes,
): { requeued: number; dead: number } {
  const fates = registry.messages.leased(recipient).map((row) => requeue(row, options, registry, changes));
  const dead = fates.filter((state) => state === "dead").length;
  return { requeued: fates.length - dead, dead };
}

function requeue(
  row: MessageRow,
  options: RequeueOptions,
  { messages, agents }: Registry,
  changes: Changes,
): "queued" | "dead" {
  const fate = fateOfRequeue(row.attempts, options, changes.now);
  const { state, attempts } = fate;
  const notBefore = fate.state === "queued" ? fate.notBefore : 0;
  const back = {
    state,
    attempts,
    redelivered: 1,
    not_before: notBefore,
    delivered_at: null,
    note: options.reason ?? null,
  };
  const changed = messages.change(row, back);
  if (state === "queued") {
    changes.fate("requeued", changed);
    changes.touch(changed.recipient);
    return "queued";
  }
  changes.fate("dead", changed);
  for (const notice of deadNotices(changed, agents())) storeNotice(notice, messages, changes);
  return "dead";
}
