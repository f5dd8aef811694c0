import type { Changes } from "./changes.ts";
import type { MessageStore } from "./message-store.ts";

/** Acks what waits for a recipient who reads without leases, up to a message; says how many. */
export function markRead(
  { recipient, through }: { readonly recipient: string; readonly through: number },
  messages: MessageStore,
  changes: Changes,
): number {
  const rows = messages.queuedThrough(recipient, through);
  for (const row of rows) changes.fate("acked", messages.change(row, { state: "acked", acked_at: changes.now }));
  return rows.length;
}
