import type { DashboardEvent, InboxRow, MessageState } from "@hyperhive/wire";
import { placeOf } from "./place-of.ts";

/** A stretch of the hive's messages without a gap, oldest first. */
export type Flow = {
  readonly messages: readonly InboxRow[];
  /** The last id that came with the snapshot: rows up to it are not animated. */
  readonly backfilledTo: number;
  /** How many there have been, also those that left again. */
  readonly total: number;
  /** Whether there are older ones than those held. */
  readonly more: boolean;
  /** The highest id there is; what is above the last held row was left out while the reader was elsewhere. */
  readonly newest: number;
  /** Whether the reader is at the end: then the oldest rows leave when many come, else the newest stay out. */
  readonly follows: boolean;
};

/** Most rows that are held. */
export const MAX_ROWS = 1000;

/** The flow of a snapshot. */
export function flowOf(messages: readonly InboxRow[], more = false): Flow {
  const newest = messages.at(-1)?.id ?? 0;
  return { messages, backfilledTo: newest, total: messages.length, more, newest, follows: true };
}

/** Whether newer messages exist than those held. */
export function isBehind({ messages, newest }: Flow): boolean {
  return (messages.at(-1)?.id ?? newest) < newest;
}

/** The flow after an event; `wanted` chooses whose messages it shows. Idempotent by message id. */
export function reduceFlow(
  flow: Flow,
  event: DashboardEvent,
  wanted: (message: { from: string; to: string }) => boolean = () => true,
): Flow {
  if (event.kind === "sent") return wanted(event.message) ? withMessage(flow, event.message) : flow;
  return "id" in event ? changeMessage(flow, event.id, (message) => withFate(message, event)) : flow;
}

type FateEvent = Extract<DashboardEvent, { id: number }>;

const STATE_AFTER: Readonly<Partial<Record<FateEvent["kind"], MessageState>>> = {
  delivered: "delivered",
  acked: "acked",
  requeued: "queued",
  released: "queued",
  dead: "dead",
  parked: "parked",
};

function withFate(message: InboxRow, event: FateEvent): InboxRow {
  return {
    ...message,
    state: STATE_AFTER[event.kind] ?? message.state,
    attempts: event.attempts,
    ...(event.kind === "delivered" && { delivered_at: event.at }),
    ...(event.kind === "acked" && { acked_at: event.at }),
    dismissed_at: event.kind === "dismissed" ? event.at : undefined,
    ...(event.note !== undefined && { note: event.note }),
  };
}

function withMessage(flow: Flow, message: InboxRow): Flow {
  const { messages, newest } = flow;
  const at = placeOf(messages, message.id);
  if (messages[at]?.id === message.id) return { ...flow, messages: messages.with(at, message) };
  // Rows that were left out, or let go, come with their page.
  if (at < messages.length ? at === 0 && flow.more : isBehind(flow) && message.id <= newest) return flow;
  const grown = { ...flow, total: flow.total + 1, newest: Math.max(newest, message.id) };
  if (at === messages.length && isOut(flow)) return grown;
  return withoutOldest({ ...grown, messages: messages.toSpliced(at, 0, message) });
}

/** Whether the next new message stays out of the rows. */
function isOut(flow: Flow): boolean {
  return isBehind(flow) || (!flow.follows && flow.messages.length >= MAX_ROWS);
}

function withoutOldest(flow: Flow): Flow {
  if (flow.messages.length <= MAX_ROWS) return flow;
  return { ...flow, messages: flow.messages.slice(-MAX_ROWS), more: true };
}

function changeMessage(flow: Flow, id: number, change: (message: InboxRow) => InboxRow): Flow {
  const at = placeOf(flow.messages, id);
  const message = flow.messages[at];
  return message?.id === id ? { ...flow, messages: flow.messages.with(at, change(message)) } : flow;
}
