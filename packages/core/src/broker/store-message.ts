import { SYSTEM, type FileRef } from "@hyperhive/wire";
import { mustPark, newChain, type Chain } from "./chain-of.ts";
import type { Changes } from "./changes.ts";
import type { MessageRow } from "./message-row.ts";
import type { MessageStore } from "./message-store.ts";
import type { Notice } from "./notices.ts";

/** A message to one recipient with everything decided. */
export type Draft = {
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly inReplyTo?: number | undefined;
  readonly chain: Chain;
  readonly fileRefs: readonly FileRef[];
};

/** Stores one message for one recipient, queued or parked. */
export function storeMessage(draft: Draft, messages: MessageStore, changes: Changes): MessageRow {
  const { from, to, body, inReplyTo, chain, fileRefs } = draft;
  const parked = mustPark(chain, to);
  const row = messages.insert({
    sender: from,
    recipient: to,
    body,
    sent_at: changes.now,
    in_reply_to: inReplyTo ?? null,
    chain_id: chain.chainId,
    hops: chain.hops,
    file_refs: fileRefs.length === 0 ? null : JSON.stringify(fileRefs),
    state: parked ? "parked" : "queued",
    note: parked ? `${chain.hops} messages caused one another before this one` : null,
  });
  changes.sent(row);
  if (parked) changes.fate("parked", row);
  else changes.touch(to);
  return row;
}

/** Stores what the host has to tell somebody. */
export function storeNotice({ to, event }: Notice, messages: MessageStore, changes: Changes): void {
  storeMessage({ from: SYSTEM, to, body: JSON.stringify(event), chain: newChain(), fileRefs: [] }, messages, changes);
}
