import { OPERATOR, SYSTEM, type HelperEvent } from "@hyperhive/wire";
import type { MessageRow } from "./message-row.ts";

/** A message from the host that the broker itself has to write. */
export type Notice = { readonly to: string; readonly event: HelperEvent };

/** Tells the sender, when it is an agent, and the operator that a message is dead. */
export function deadNotices(row: MessageRow): Notice[] {
  // A notice about a notice would go round for ever.
  if (row.sender === SYSTEM) return row.recipient === OPERATOR ? [] : [{ to: OPERATOR, event: deadEvent(row) }];
  const told = row.sender === OPERATOR ? [OPERATOR] : [row.sender, OPERATOR];
  return told.map((to) => ({ to, event: deadEvent(row) }));
}

/** Asks the operator to look at a chain that has grown too long. */
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
      note: `message ${row.id} from ${row.sender} to ${row.recipient} is held back: ${row.hops} messages have caused one another without anybody looking; \`hive-c0re release ${row.id}\` lets them go on`,
    },
  };
}

function deadEvent(row: MessageRow): HelperEvent {
  const why = row.note === null ? "" : ` (${row.note})`;
  return {
    event: "message_dead",
    message_id: row.id,
    to: row.recipient,
    attempts: row.attempts,
    note: `message ${row.id} to ${row.recipient} failed ${row.attempts} times${why}; it is kept, and \`hive-c0re release ${row.id}\` tries again`,
  };
}
