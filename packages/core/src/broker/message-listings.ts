import type { InboxRow, MessageState } from "@hyperhive/wire";
import type { OnDamage } from "../damaged-row.ts";
import { toInboxRow } from "./message-row.ts";
import type { MessageStore } from "./message-store.ts";

/** What became of one message, for its sender. */
export type MessageStatus = {
  readonly id: number;
  readonly to: string;
  readonly state: MessageState;
  readonly attempts: number;
  /** When the operator let it go, Unix ms. */
  readonly dismissed_at?: number;
  readonly note?: string;
};

/** What there is to be read of messages. */
export type MessageListings = {
  /** The newest messages to a recipient, oldest first; `onDamage` hears of rows that cannot be read whole. */
  recent(recipient: string, limit: number, onDamage?: OnDamage): InboxRow[];
  /** The newest messages of the hive, or the newest before one, oldest first. */
  history(limit: number, options?: { readonly before?: number | undefined }): InboxRow[];
  /** What became of those of the messages that this sender sent. */
  statuses(from: string, ids: readonly number[]): MessageStatus[];
  find(id: number): InboxRow | undefined;
  /** How many messages wait for the recipient, held back ones included. */
  queued(recipient: string): number;
};

/** Reads what is stored, at once. */
export function messageListings(messages: MessageStore): MessageListings {
  const find = (id: number) => {
    const row = messages.find(id);
    return row && toInboxRow(row);
  };
  return {
    find,
    recent: (recipient, limit, onDamage) => messages.recent(recipient, limit).map((row) => toInboxRow(row, onDamage)),
    history: (limit, { before = Number.MAX_SAFE_INTEGER } = {}) =>
      messages.newest(limit, before).map((row) => toInboxRow(row)),
    statuses: (from, ids) => ids.flatMap((id) => toStatus(from, find(id)) ?? []),
    queued: (recipient) => messages.queued(recipient),
  };
}

function toStatus(asker: string, row: InboxRow | undefined): MessageStatus | undefined {
  if (row?.from !== asker) return undefined;
  const { id, to, state, attempts, dismissed_at: gone, note } = row;
  return {
    id,
    to,
    state,
    attempts,
    ...(gone !== undefined && { dismissed_at: gone }),
    ...(note !== undefined && { note }),
  };
}
