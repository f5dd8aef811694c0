import type { DeliveredMessage, FileRef, InboxRow, Message } from "@hyperhive/wire";
import type { Selectable } from "kysely";
import type { MessagesTable } from "./broker-tables.ts";

/** A message as the table holds it. */
export type MessageRow = Selectable<MessagesTable>;

/** A stored message as recipients get it on lease. */
export function toDelivered(row: MessageRow): DeliveredMessage {
  return { id: row.id, redelivered: row.redelivered === 1, attempt: row.attempts, message: toMessage(row) };
}

/** A stored message and its fate, for listings; optional fields are left out, never null. */
export function toInboxRow(row: MessageRow): InboxRow {
  return {
    ...toMessage(row),
    state: row.state,
    attempts: row.attempts,
    ...(row.delivered_at !== null && { delivered_at: row.delivered_at }),
    ...(row.acked_at !== null && { acked_at: row.acked_at }),
    ...(row.note !== null && { note: row.note }),
  };
}

function toMessage(row: MessageRow): Message {
  return {
    id: row.id,
    from: row.sender,
    to: row.recipient,
    body: row.body,
    sent_at: row.sent_at,
    ...(row.in_reply_to !== null && { in_reply_to: row.in_reply_to }),
    chain_id: row.chain_id,
    hops: row.hops,
    file_refs: row.file_refs === null ? [] : (JSON.parse(row.file_refs) as FileRef[]),
  };
}
