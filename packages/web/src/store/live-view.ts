import type { AgentEvent, AgentEventRow } from "@hyperhive/wire";

type EventOf<K extends AgentEvent["kind"]> = Extract<AgentEvent, { kind: K }>;

/** What a tool answered. */
export type CallResult = { readonly at: number; readonly text: string; readonly isError: boolean };

/** One row of the live view. `key` is the seq of the event that made it. */
export type LiveRow = CallLiveRow | (RowPlace & { readonly kind: "event"; readonly event: RowEvent });

/** The row of a tool call, with its result once that is there. */
export type CallLiveRow = RowPlace & {
  readonly kind: "call";
  readonly event: EventOf<"tool_use">;
  readonly result?: CallResult;
};

type RowPlace = { readonly key: number; readonly at: number };

/** Events that become a row of their own; the others change the head of the page. */
export type RowEvent = EventOf<
  | "text"
  | "thinking"
  | "tool_result"
  | "stderr"
  | "note"
  | "unrecognised"
  | "session"
  | "status_changed"
  | "model_changed"
  | "build"
>;

/** Rows between a turn's start and its end; what happens between turns has neither. */
export type Turn = {
  readonly key: number;
  readonly start?: { readonly at: number; readonly event: EventOf<"turn_start"> };
  readonly end?: { readonly at: number; readonly event: EventOf<"turn_end"> };
  readonly rows: readonly LiveRow[];
};

/** The live view: turns in order, and how much of it came with the snapshot and is not animated. */
export type LiveView = { readonly turns: readonly Turn[]; readonly rowCount: number; readonly backfilledTo: number };

const MAX_TURNS = 500;

/** The live view of a history, oldest event first. */
export function liveViewOf(events: readonly AgentEventRow[]): LiveView {
  const empty: LiveView = { turns: [], rowCount: 0, backfilledTo: 0 };
  return { ...events.reduce(reduceLiveView, empty), backfilledTo: events.at(-1)?.seq ?? 0 };
}

/** The live view after an event. Unchanged turns and rows keep their identity. */
export function reduceLiveView(view: LiveView, row: AgentEventRow): LiveView {
  const { event, seq: key, at } = row;
  switch (event.kind) {
    case "turn_start":
      return withTurn(view, { key, start: { at, event }, rows: [] });
    case "turn_end":
      return endTurn(view, { key, at, event });
    case "tool_use":
      return withRow(view, { key, at, kind: "call", event });
    case "tool_result":
      return withResult(view, { key, at, event });
    case "token_usage_changed":
    case "turn_state_changed":
      return view;
    default:
      return withRow(view, { key, at, kind: "event", event });
  }
}

/** The turn that runs now, if one does. */
export function openTurn(view: LiveView): Turn | undefined {
  const last = view.turns.at(-1);
  return last?.start !== undefined && last.end === undefined ? last : undefined;
}

/** The newest finished turn. */
export function lastEnd(view: LiveView): EventOf<"turn_end"> | undefined {
  return view.turns.findLast((turn) => turn.end !== undefined)?.end?.event;
}

function withTurn(view: LiveView, turn: Turn): LiveView {
  return { ...view, turns: [...view.turns, turn].slice(-MAX_TURNS), rowCount: view.rowCount + 1 };
}

function endTurn(
  view: LiveView,
  { key, at, event }: { key: number; at: number; event: EventOf<"turn_end"> },
): LiveView {
  const open = openTurn(view);
  // The history may begin in the middle of a turn: its end then stands alone.
  if (open === undefined) return withTurn(view, { key, end: { at, event }, rows: [] });
  return { ...view, turns: view.turns.with(-1, { ...open, end: { at, event } }), rowCount: view.rowCount + 1 };
}

function withRow(view: LiveView, row: LiveRow): LiveView {
  const last = view.turns.at(-1);
  if (last === undefined || last.end !== undefined) return withTurn(view, { key: row.key, rows: [row] });
  return { ...view, turns: view.turns.with(-1, { ...last, rows: [...last.rows, row] }), rowCount: view.rowCount + 1 };
}

function withResult(
  view: LiveView,
  { key, at, event }: { key: number; at: number; event: EventOf<"tool_result"> },
): LiveView {
  const last = view.turns.at(-1);
  const index = last?.rows.findLastIndex((row) => row.kind === "call" && row.event.id === event.id) ?? -1;
  const call = last?.rows[index];
  if (last === undefined || call?.kind !== "call") return withRow(view, { key, at, kind: "event", event });
  const answered: LiveRow = { ...call, result: { at, text: event.text, isError: event.is_error } };
  return { ...view, turns: view.turns.with(-1, { ...last, rows: last.rows.with(index, answered) }) };
}
