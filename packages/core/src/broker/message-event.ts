import type { DashboardEvent } from "@hyperhive/wire";
import type { MessageRow } from "./message-row.ts";

/** A change of a message's fate. */
export type FateKind = "delivered" | "acked" | "requeued" | "dead" | "parked" | "released" | "dismissed";

/** Describes the change for those who watch; `at` in Unix ms. */
export function messageEvent(kind: FateKind, row: MessageRow, at: number): DashboardEvent {
  return {
    kind,
    id: row.id,
    from: row.sender,
    to: row.recipient,
    at,
    attempts: row.attempts,
    ...(row.note !== null && { note: row.note }),
  };
}
