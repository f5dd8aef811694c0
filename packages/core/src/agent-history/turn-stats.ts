import type { DatabaseSync } from "node:sqlite";
import type { AgentEvent } from "@hyperhive/wire";

type TurnEnd = Extract<AgentEvent, { kind: "turn_end" }>;

/** One row for each turn of an agent. */
export type TurnStats = {
  add(turn: TurnEnd, endedAt: number): void;
  count(): number;
  lastUsage(): { readonly ctx: number; readonly cost: number } | undefined;
  vacuum(before: number, cap: number): number;
};

/** The turn rows of an agent's history file. */
export function createTurnStats(sqlite: DatabaseSync): TurnStats {
  const insert = sqlite.prepare(
    `INSERT INTO turn_stats (turn, model, wake_from, result_kind, started_at, ended_at, duration_ms,
       input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, ctx, cost_usd, tool_call_count, tool_calls)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const newest = sqlite.prepare("SELECT max(turn) AS turn FROM turn_stats");
  const usage = sqlite.prepare("SELECT ctx, cost_usd FROM turn_stats WHERE ctx IS NOT NULL ORDER BY id DESC LIMIT 1");
  const remove = sqlite.prepare("DELETE FROM turn_stats WHERE id IN (SELECT id FROM turn_stats WHERE ended_at < ? ORDER BY id LIMIT ?)");
  return {
    add({ turn, model, woken_by: wakeFrom, outcome, started_at: startedAt, duration_ms: duration, usage: used, tool_calls: calls }, endedAt) {
      insert.run(
        turn, model, wakeFrom, outcome, startedAt, endedAt, duration,
        used?.input_tokens ?? null, used?.output_tokens ?? null, used?.cache_read_tokens ?? null, used?.cache_write_tokens ?? null,
        used?.ctx ?? null, used?.cost_usd ?? null,
        Object.values(calls).reduce((sum, n) => sum + n, 0),
        JSON.stringify(calls),
      );
    },
    count: () => Number(newest.get()?.["turn"] ?? 0),
    lastUsage() {
      const row = usage.get();
      return row === undefined ? undefined : { ctx: Number(row["ctx"]), cost: Number(row["cost_usd"]) };
    },
    vacuum: (before, cap) => Number(remove.run(before, cap).changes),
  };
}
