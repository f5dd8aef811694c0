import type { DashboardEvent, InboxRow, MessageState } from "@hyperhive/wire";

/** Messages of the hive, oldest first. */
export type Flow = {
  readonly messages: readonly InboxRow[];
  /** The last id that came with the snapshot: rows up to it are not animated. */
  readonly backfilledTo: number;
  /** How many there have been, also those that left again. */
  readonly total: number;
};

const MAX_ROWS = 1000;

/** The flow of a snapshot. */
export function flowOf(messages: readonly InboxRow[]): Flow {
  return { messages, backfilledTo: messages.at(-1)?.id ?? 0, total: messages.length };
}

/** The flow after an event; `wanted` chooses whose messages it shows. Idempotent by message id. */
export function reduceFlow(
  flow: Flow,
  event: DashboardEvent,
  wanted: (message: { from: string; to: string }) => boolean = () => true,
): Flow {
  switch (event.kind) {
    case "sent":
      return wanted(event.message) ? withMessage(flow, event.message) : flow;
    case "delivered":
    case "acked":
    case "requeued":
    case "dead":
    case "parked":
    case "released":
      return withMessages(
        flow,
        changeMessage(flow.messages, event.id, (message) => withFate(message, event)),
      );
    default:
      return flow;
  }
}

type FateEvent = Extract<DashboardEvent, { id: number }>;

const STATE_AFTER: Readonly<Record<FateEvent["kind"], MessageState>> = {
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
    state: STATE_AFTER[event.kind],
    attempts: event.attempts,
    ...(event.kind === "delivered" && { delivered_at: event.at }),
    ...(event.kind === "acked" && { acked_at: event.at }),
    ...(event.note !== undefined && { note: event.note }),
  };
}

function withMessage(flow: Flow, message: InboxRow): Flow {
  const at = flow.messages.findIndex(({ id }) => id === message.id);
  if (at >= 0) return { ...flow, messages: flow.messages.with(at, message) };
  return { ...flow, messages: [...flow.messages, message].slice(-MAX_ROWS), total: flow.total + 1 };
}

function withMessages(flow: Flow, messages: Flow["messages"]): Flow {
  return messages === flow.messages ? flow : { ...flow, messages };
}

function changeMessage(
  messages: readonly InboxRow[],
  id: number,
  change: (message: InboxRow) => InboxRow,
): readonly InboxRow[] {
  const at = messages.findLastIndex((message) => message.id === id);
  const message = messages[at];
  return message === undefined ? messages : messages.with(at, change(message));
}
