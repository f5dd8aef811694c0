import { hash } from "node:crypto";
import { HiveError, OPERATOR, SYSTEM, type FileRef, type SendReceipt } from "@hyperhive/wire";
import { chainOf, type Chain } from "./chain-of.ts";
import type { Changes } from "./changes.ts";
import type { InboxRoom } from "./inbox-room.ts";
import type { MessageRow } from "./message-row.ts";
import type { MessageStore } from "./message-store.ts";
import { parkedNotice } from "./notices.ts";
import type { Outgoing } from "./outgoing.ts";
import { resolveRecipients } from "./resolve-recipients.ts";
import type { SendKeyStore } from "./send-key-store.ts";
import { storeMessage, storeNotice } from "./store-message.ts";

/** What posting needs besides the message. */
export type PostOffice = {
  readonly messages: MessageStore;
  readonly keys: SendKeyStore;
  readonly inboxes: InboxRoom;
  readonly agents: () => readonly string[];
  readonly mayReach: (from: string, to: string) => boolean;
};

/** Stores a message for each of its recipients, in the transaction of the caller. Every refusal comes before the first write. */
export function post(
  outgoing: Outgoing,
  fileRefs: readonly FileRef[],
  office: PostOffice,
  changes: Changes,
): SendReceipt {
  const { from, key } = outgoing;
  const fingerprint = key === undefined ? "" : fingerprintOf(outgoing);
  const earlier = key === undefined ? undefined : office.keys.find(from, key);
  if (earlier !== undefined) return repeatReceipt(earlier, fingerprint);
  const recipients = resolveRecipients(outgoing.to, { from, agents: office.agents(), mayReach: office.mayReach });
  const chain = decideChain(outgoing, office.messages);
  if (from !== OPERATOR && from !== SYSTEM) for (const to of recipients) office.inboxes.take(to);
  const rows = recipients.map((to) => storeMessage({ ...outgoing, to, chain, fileRefs }, office.messages, changes));
  for (const row of rows) if (row.state === "parked") storeNotice(parkedNotice(row), office.messages, changes);
  const receipt = receiptFor(rows);
  if (key !== undefined) {
    office.keys.insert({ sender: from, key, fingerprint, receipt: JSON.stringify(receipt), sent_at: changes.now });
  }
  return receipt;
}

function decideChain({ from: sender, behalfOf, inReplyTo }: Outgoing, messages: MessageStore): Chain {
  const from = behalfOf ?? sender;
  const answered = inReplyTo === undefined ? undefined : chainIn(answeredMessage(inReplyTo, from, messages));
  const atWork = answered === undefined ? messages.newestLease(from) : undefined;
  return chainOf({ from, answered, atWork: atWork && chainIn(atWork) });
}

function answeredMessage(id: number, from: string, messages: MessageStore): MessageRow {
  const row = messages.find(id);
  if (row !== undefined && (from === OPERATOR || row.sender === from || row.recipient === from)) return row;
  throw new HiveError(
    "not_found",
    `\`in_reply_to\`: expected a message that ${from} sent or received, got ${id}; leave it out to begin anew`,
  );
}

function chainIn({ chain_id: chainId, hops }: Pick<MessageRow, "chain_id" | "hops">): Chain {
  return { chainId, hops };
}

function receiptFor(rows: readonly MessageRow[]): SendReceipt {
  const parked = rows.some(({ state }) => state === "parked");
  return {
    receipts: rows.map(({ id, recipient, state }) => ({ id, to: recipient, state })),
    duplicate: false,
    ...(parked && {
      hint: "this chain of messages has grown too long: the message waits until the operator releases it",
    }),
    ...(rows.length === 0 && { hint: "nobody was there to get it: the hive has no other agent that you may reach" }),
  };
}

function repeatReceipt(
  earlier: { fingerprint: string; receipt: string; key: string },
  fingerprint: string,
): SendReceipt {
  if (earlier.fingerprint === fingerprint) return { ...(JSON.parse(earlier.receipt) as SendReceipt), duplicate: true };
  throw new HiveError(
    "key_reused",
    `\`key\`: expected a key that you have not used for another message, got ${JSON.stringify(earlier.key)}; take a new one`,
  );
}

function fingerprintOf({ to, body, inReplyTo }: Outgoing): string {
  return hash("sha256", JSON.stringify([to, body, inReplyTo ?? null]));
}
