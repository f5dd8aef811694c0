import { createHash } from "node:crypto";
import { HiveError, SYSTEM, type FileRef, type SendReceipt } from "@hyperhive/wire";
import { chainOf, isRunaway, type Chain } from "./chain.ts";
import type { MessageRow } from "./message-row.ts";
import type { MessageStore } from "./message-store.ts";
import { parkedNotice, type Notice } from "./notices.ts";
import { resolveRecipients } from "./recipients.ts";

/** A message as its sender gives it. */
export type SendRequest = {
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly inReplyTo?: number;
  /** The same key from the same sender stores one message. */
  readonly key?: string;
};

/** What a send came to: its receipt, and the rows that are new. */
export type Stored = { readonly receipt: SendReceipt; readonly rows: readonly MessageRow[] };

/** What storing needs to know. */
export type SendContext = {
  readonly messages: MessageStore;
  readonly now: number;
  readonly agents: readonly string[];
  readonly resolveFileRefs: (from: string, body: string) => readonly FileRef[];
};

/** Stores a message for each of its recipients; must run in a transaction. Throws `unknown_recipient`, `not_found` for a message it cannot answer, `key_reused`. */
export function storeSend(request: SendRequest, context: SendContext): Stored {
  const { from, key } = request;
  const hash = contentHash(request);
  const earlier = key === undefined ? undefined : context.messages.findKey(from, key);
  if (earlier !== undefined) return repeated(earlier, hash, request);
  const recipients = resolveRecipients(request.to, from, context.agents);
  const chain = chainOf({ from, answers: answered(request, context), workingOn: context.messages.newestLease(from) });
  const rows = recipients.map((to) => insertMessage({ ...request, to }, chain, context));
  const receipt = receiptFor(rows);
  if (key !== undefined) {
    context.messages.insertKey({ sender: from, key, content_hash: hash, receipt: JSON.stringify(receipt), created_at: context.now });
  }
  const notices = rows.filter(({ state }) => state === "parked").map((row) => insertNotice(parkedNotice(row), context));
  return { receipt, rows: [...rows, ...notices] };
}

/** Stores a message from the host; must run in a transaction. */
export function insertNotice({ to, event }: Notice, context: SendContext): MessageRow {
  return insertMessage({ from: SYSTEM, to, body: JSON.stringify(event) }, chainOf({ from: SYSTEM }), context);
}

function insertMessage(request: SendRequest, chain: Chain, context: SendContext): MessageRow {
  const { from, to, body, inReplyTo } = request;
  return context.messages.insert({
    sender: from,
    recipient: to,
    body,
    sent_at: context.now,
    in_reply_to: inReplyTo ?? null,
    chain_id: chain.chainId,
    hops: chain.hops,
    file_refs: body.includes("/") ? JSON.stringify(context.resolveFileRefs(from, body)) : "[]",
    state: isRunaway(chain) ? "parked" : "queued",
    attempts: 0,
    redelivered: 0,
    delivered_at: null,
    acked_at: null,
    not_before: 0,
    note: isRunaway(chain) ? "its chain has grown too long" : null,
  });
}

function answered({ inReplyTo, from }: SendRequest, { messages }: SendContext): MessageRow | undefined {
  if (inReplyTo === undefined) return undefined;
  const row = messages.find(inReplyTo);
  if (row !== undefined && (row.sender === from || row.recipient === from)) return row;
  throw new HiveError("not_found", `\`in_reply_to\`: expected the id of a message that ${from} sent or received, got ${inReplyTo}`);
}

function receiptFor(rows: readonly MessageRow[]): SendReceipt {
  const parked = rows.some(({ state }) => state === "parked");
  return {
    receipts: rows.map(({ id, recipient, state }) => ({ id, to: recipient, state })),
    duplicate: false,
    ...(parked && { hint: "not delivered: this chain of messages has grown too long; the operator has been asked" }),
    ...(rows.length === 0 && { hint: "nobody got it: there is no other agent" }),
  };
}

function repeated(earlier: { content_hash: string; receipt: string }, hash: string, { key }: SendRequest): Stored {
  if (earlier.content_hash !== hash) {
    throw new HiveError("key_reused", `\`key\`: ${JSON.stringify(key)} already stands for another message of yours; take a new key`);
  }
  return { receipt: { ...(JSON.parse(earlier.receipt) as SendReceipt), duplicate: true }, rows: [] };
}

function contentHash({ to, body, inReplyTo }: SendRequest): string {
  return createHash("sha256").update(JSON.stringify([to, body, inReplyTo ?? null])).digest("base64");
}
