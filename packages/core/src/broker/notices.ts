import { OPERATOR, type HelperEvent } from "@hyperhive/wire";
import type { MessageRow } from "./message-row.ts";

/** Something that the host has to tell about a message. */
export type Notice = { readonly to: string; readonly event: HelperEvent };

/** Tells the operator, and the sender when it is an agent, that a message is dead. */
export function deadNotices(row: MessageRow, agents: readonly string[]): Notice[] {
  const event: HelperEvent = {
    event: "message_dead",
    message_id: row.id,
    to: row.recipient,
    attempts: row.attempts,
    note: `message ${row.id} to ${row.recipient} was delivered ${row.attempts} times and never finished (${row.note ?? "no reason was given"}); it is kept, and \`hive-c0re release ${row.id}\` tries again, \`hive-c0re dismiss ${row.id}\` lets it go`,
  };
  const told = agents.includes(row.sender) ? [row.sender, OPERATOR] : [OPERATOR];
  return told.map((to) => ({ to, event }));
}

/** Asks the operator to look at a chain that grew too long. */
export function parkedNotice(row: MessageRow): Notice {
  return {
    to: OPERATOR,
    event: {
      event: "chain_parked",
      message_id: row.id,
      from: row.sender,
      to: row.recipient,
      chain_id: row.chain_id,
      hops: row.hops,
      note: `message ${row.id} from ${row.sender} to ${row.recipient} waits for you: ${row.hops} messages caused one another before it; \`hive-c0re release ${row.id}\` sends it on, \`hive-c0re dismiss ${row.id}\` lets it go: nobody gets it`,
    },
  };
}
