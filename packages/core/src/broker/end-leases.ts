import { HiveError, OPERATOR, type InboxRow } from "@hyperhive/wire";
import { newChain } from "./chain-of.ts";
import type { Changes } from "./changes.ts";
import { fateOfRequeue, type RequeueOptions } from "./fate-of-requeue.ts";
import { toInboxRow, type MessageRow } from "./message-row.ts";
import type { MessageStore } from "./message-store.ts";
import { deadNotices } from "./notices.ts";
import { storeNotice } from "./store-message.ts";

/** What the end of a lease needs. */
export type Registry = { readonly messages: MessageStore; readonly agents: () => readonly string[] };

/** Acks the recipient's leases named in `ids`, or all of them; the others go back to the queue. */
export function ackLeases(
  lease: { readonly recipient: string; readonly ids: readonly number[] | undefined },
  registry: Registry,
  changes: Changes,
): { acked: number; requeued: number } {
  const named = lease.ids === undefined ? undefined : new Set(lease.ids);
  let acked = 0;
  let requeued = 0;
  for (const row of registry.messages.leased(lease.recipient)) {
    if (named === undefined || named.has(row.id)) {
      changes.fate("acked", registry.messages.change(row, { state: "acked", acked_at: changes.now }));
      acked += 1;
    } else if (requeue(row, { reason: "the turn ended without it" }, registry, changes) === "queued") requeued += 1;
  }
  return { acked, requeued };
}

/** Returns all of the recipient's leases to the queue; those that failed too often are dead. */
export function requeueLeases(
  recipient: string,
  options: RequeueOptions,
  registry: Registry,
  changes: Changes,
): { requeued: number; dead: number } {
  const fates = registry.messages.leased(recipient).map((row) => requeue(row, options, registry, changes));
  const dead = fates.filter((state) => state === "dead").length;
  return { requeued: fates.length - dead, dead };
}

/** Puts a dead or parked message back in its queue as if it were new, if there is still somebody to get it. */
export function releaseMessage(id: number, { messages, agents }: Registry, changes: Changes): InboxRow {
  const row = messages.find(id);
  if (row === undefined) throw new HiveError("not_found", `\`id\`: there is no message ${id}`);
  if (row.state !== "dead" && row.state !== "parked") {
    throw new HiveError("bad_request", `\`id\`: expected a dead or parked message, got ${id}, which is ${row.state}`);
  }
  checkRecipient(row, agents());
  const { chainId, hops } = newChain();
  const released = messages.change(row, {
    state: "queued",
    attempts: 0,
    not_before: 0,
    note: null,
    chain_id: chainId,
    hops,
  });
  changes.fate("released", released);
  changes.touch(released.recipient);
  return toInboxRow(released);
}

function checkRecipient({ id, recipient }: MessageRow, agents: readonly string[]): void {
  if (recipient === OPERATOR || agents.includes(recipient)) return;
  throw new HiveError(
    "unknown_recipient",
    `\`id\`: message ${id} is for ${recipient}, which is not in the hive; bring the agent back first (\`hive-c0re spawn ${recipient}\`), or send the text to another`,
  );
}

function requeue(
  row: MessageRow,
  options: RequeueOptions,
  { messages, agents }: Registry,
  changes: Changes,
): "queued" | "dead" {
  const fate = fateOfRequeue(row.attempts, options, changes.now);
  const { state, attempts } = fate;
  const notBefore = fate.state === "queued" ? fate.notBefore : 0;
  const back = {
    state,
    attempts,
    redelivered: 1,
    not_before: notBefore,
    delivered_at: null,
    note: options.reason ?? null,
  };
  const changed = messages.change(row, back);
  if (state === "queued") {
    changes.fate("requeued", changed);
    changes.touch(changed.recipient);
    return "queued";
  }
  changes.fate("dead", changed);
  for (const notice of deadNotices(changed, agents())) storeNotice(notice, messages, changes);
  return "dead";
}
