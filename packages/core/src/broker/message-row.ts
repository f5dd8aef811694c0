import { fileRefSchema, type DeliveredMessage, type FileRef, type InboxRow, type Message } from "@hyperhive/wire";
import type { Selectable } from "kysely";
import { z } from "zod";
import type { OnDamage } from "../damaged-row.ts";
import type { MessagesTable } from "./broker-tables.ts";

/** A message as the table holds it. */
export type MessageRow = Selectable<MessagesTable>;

const DAMAGED = "its file references are damaged in the database";
const fileRefsSchema = z.array(fileRefSchema);

/** A stored message as recipients get it on lease. */
export function toDelivered(row: MessageRow): DeliveredMessage {
  return { id: row.id, redelivered: row.redelivered === 1, attempt: row.attempts, message: toMessage(row) };
}

/** A stored message and its fate, for listings; optional fields are left out, never null. One whose file references cannot be read has none, its note says so, and `onDamage` hears of it. */
export function toInboxRow(row: MessageRow, onDamage?: OnDamage): InboxRow {
  const isDamaged = readFileRefs(row) === undefined;
  if (isDamaged) onDamage?.({ row: `message ${row.id}`, error: DAMAGED });
  return {
    ...toMessage(row),
    state: row.state,
    attempts: row.attempts,
    ...(row.delivered_at !== null && { delivered_at: row.delivered_at }),
    ...(row.acked_at !== null && { acked_at: row.acked_at }),
    ...(row.dismissed_at !== null && { dismissed_at: row.dismissed_at }),
    ...(row.note !== null ? { note: row.note } : isDamaged && { note: DAMAGED }),
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
    // What it says is worth more than the files that it names.
    file_refs: readFileRefs(row) ?? [],
  };
}

function readFileRefs({ file_refs }: MessageRow): FileRef[] | undefined {
  if (file_refs === null) return [];
  try {
    return fileRefsSchema.parse(JSON.parse(file_refs));
  } catch {
    return undefined;
  }
}
