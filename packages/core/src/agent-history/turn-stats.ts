import type { AgentEvent } from "@hyperhive/wire";
import type { Insertable } from "kysely";
import type { Store } from "../store/create-store.ts";
import type { HistoryTables, TurnStatsTable } from "./history-tables.ts";

type TurnEnd = Extract<AgentEvent, { kind: "turn_end" }>;

/** Prompt size of the last inference in tokens, and what the turn cost in dollars. */
export type LastUsage = { readonly ctx: number; readonly cost: number };

/** Turns by when they were stored, Unix ms; neither end is in it. */
export type TurnSpan = { readonly after: number; readonly before: number };

/** The figures of an agent's turns. */
export type TurnStats = ReturnType<typeof createTurnStats>;

/** Everything that is asked of turn figures. */
export function createTurnStats({ db, run, get, all }: Store<HistoryTables>) {
  return {
    add: (turn: TurnEnd, now: number) => void run(db.insertInto("turn_stats").values(rowOf(turn, now))),
    /** Figures of the newest turn that had any. */
    lastUsage(): LastUsage | undefined {
      const row = get(
        db
          .selectFrom("turn_stats")
          .select(["ctx", "cost_usd"])
          .where("ctx", "is not", null)
          .orderBy("id", "desc")
          .limit(1),
      );
      return row === undefined || row.ctx === null ? undefined : { ctx: row.ctx, cost: row.cost_usd ?? 0 };
    },
    /** When each turn between two times was stored, and its dollars, oldest first. */
    costs({ after, before }: TurnSpan): { readonly at: number; readonly cost: number }[] {
      const turns = db.selectFrom("turn_stats").select(["stored_at", "cost_usd"]).orderBy("stored_at");
      const rows = all(turns.where("stored_at", ">", after).where("stored_at", "<", before));
      return rows.map(({ stored_at, cost_usd }) => ({ at: stored_at, cost: cost_usd ?? 0 }));
    },
    deleteStoredBefore(time: number, cap: number): number {
      const old = db.selectFrom("turn_stats").select("id").where("stored_at", "<", time).limit(cap);
      return run(db.deleteFrom("turn_stats").where("id", "in", old)).changes;
    },
  };
}

function rowOf(turn: TurnEnd, now: number): Insertable<TurnStatsTable> {
  const { usage } = turn;
  return {
    stored_at: now,
    turn: turn.turn,
    model: turn.model,
    wake_from: turn.woken_by,
    result_kind: turn.outcome,
    started_at: turn.started_at,
    ended_at: turn.started_at + turn.duration_ms,
    duration_ms: turn.duration_ms,
    input_tokens: usage?.input_tokens ?? null,
    output_tokens: usage?.output_tokens ?? null,
    cache_read_tokens: usage?.cache_read_tokens ?? null,
    cache_write_tokens: usage?.cache_write_tokens ?? null,
    ctx: usage?.ctx ?? null,
    cost_usd: usage?.cost_usd ?? null,
    tool_call_count: Math.min(
      Object.values(turn.tool_calls).reduce((sum, calls) => sum + calls, 0),
      Number.MAX_SAFE_INTEGER,
    ),
    tool_calls: JSON.stringify(turn.tool_calls),
    note: turn.note ?? null,
    open_threads_count: turn.open_threads ?? null,
    open_reminders_count: turn.open_reminders ?? null,
  };
}
