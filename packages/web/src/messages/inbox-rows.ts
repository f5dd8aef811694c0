import type { InboxRow } from "@hyperhive/wire";

/** Messages of the inbox that are drawn; the core tells of as many. */
export const INBOX_ROWS = 50;

/** The drawn messages of the inbox, newest first. */
export function inboxRows(messages: readonly InboxRow[]): readonly InboxRow[] {
  return messages.slice(-INBOX_ROWS).toReversed();
}
