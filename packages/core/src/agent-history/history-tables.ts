import type { TurnOutcome } from "@hyperhive/wire";
import type { Generated } from "kysely";

/** A row per event. Times are Unix milliseconds; `stored_at` is the core's own, `at` the harness's. */
type EventsTable = {
  /** Grows for ever within the file's epoch. */
  seq: Generated<number>;
  at: number;
  stored_at: number;
  /** JSON of the event. */
  event: string;
};

/** How far the events of each harness process are stored. */
type BootsTable = { boot_id: string; stored_through: number; stored_at: number };

/** One row: what the file knows of itself. */
type HistoryTable = {
  epoch: string;
  /** The highest turn number that was seen. */
  turns: Generated<number>;
};

/** A row per finished turn; token figures are null when the turn had none. */
export type TurnStatsTable = {
  id: Generated<number>;
  stored_at: number;
  turn: number;
  model: string;
  wake_from: string;
  result_kind: TurnOutcome;
  started_at: number;
  ended_at: number;
  duration_ms: number;
  input_tokens: number | null;
  output_tokens: number | null;
  cache_read_tokens: number | null;
  cache_write_tokens: number | null;
  /** Prompt size of the last inference. */
  ctx: number | null;
  cost_usd: number | null;
  tool_call_count: number;
  /** JSON: calls per tool. */
  tool_calls: string;
  note: string | null;
  /** Questions and approvals that were open after the turn; null when the harness did not learn it, as for reminders. */
  open_threads_count: number | null;
  open_reminders_count: number | null;
};

/** The tables of one agent's history. */
export type HistoryTables = {
  history: HistoryTable;
  events: EventsTable;
  boots: BootsTable;
  turn_stats: TurnStatsTable;
};
