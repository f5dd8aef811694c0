import { HiveError, OPERATOR, type InboxRow } from "@hyperhive/wire";
import { newChain } from "./chain-of.ts";
import type { Changes } from "./changes.ts";
import type { Registry } from "./end-leases.ts";
import { toInboxRow, type MessageRow } from "./message-row.ts";
import type { MessageStore } from "./message-store.ts";

/** Puts a dead or parked message back in its queue as if it were new, if there is still somebody to get it; also one that was let go. */
export function releaseMessage(id: number, { messages, agents }: Registry, changes: Changes): InboxRow {
  const row = findKept(id, messages);
  checkRecipient(row, agents());
  const { chainId, hops } = newChain();
  const released = messages.change(row, {
    state: "queued",
    attempts: 0,
    not_before: 0,
    dismissed_at: null,
    note: null,
    chain_id: chainId,
    hops,
  });
  changes.fate("released", released);
  changes.touch(released.recipient);
  return toInboxRow(released);
}

/** Lets a dead or parked message go: it stays what it is, asks nobody for anything any more, and grows old. Once it is let go, this changes nothing. */
export function dismissMessage(id: number, messages: MessageStore, changes: Changes): InboxRow {
  const row = findKept(id, messages);
  if (row.dismissed_at !== null) return toInboxRow(row);
  const dismissed = messages.change(row, { dismissed_at: changes.now });
  changes.fate("dismissed", dismissed);
  return toInboxRow(dismissed);
}

/** A message that is kept because it could not be delivered. */
function findKept(id: number, messages: MessageStore): MessageRow {
  const row = messages.find(id);
  if (row === undefined) throw new HiveError("not_found", `\`id\`: there is no message ${id}`);
  if (row.state === "dead" || row.state === "parked") return row;
  throw new HiveError("bad_request", `\`id\`: expected a dead or parked message, got ${id}, which is ${row.state}`);
}

function checkRecipient({ id, recipient }: MessageRow, agents: readonly string[]): void {
  if (recipient === OPERATOR || agents.includes(recipient)) return;
  throw new HiveError(
    "unknown_recipient",
    `\`id\`: message ${id} is for ${recipient}, which is not in the hive; bring the agent back first (\`hive-c0re spawn ${recipient}\`), send the text to another, or let it go (\`hive-c0re dismiss ${id}\`)`,
  );
}
