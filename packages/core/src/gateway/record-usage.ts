import type { AgentName } from "@hyperhive/wire";
import { sql } from "kysely";
import type { Store } from "../store/store.ts";
import type { ModelUsage } from "./usage-meter.ts";

/** Adds one model request to what an agent has used on that day. `at` is in Unix ms. */
export function recordUsage(store: Store, request: { agent: AgentName; usage: ModelUsage; at: number }): void {
  const { agent, usage, at } = request;
  const figures = {
    requests: 1,
    input_tokens: usage.inputTokens,
    output_tokens: usage.outputTokens,
    cache_read_tokens: usage.cacheReadTokens,
    cache_write_tokens: usage.cacheWriteTokens,
  };
  const added = Object.fromEntries(
    Object.keys(figures).map((column) => [column, sql`${sql.ref(column)} + ${sql.ref(`excluded.${column}`)}`]),
  );
  const row = { agent, day: new Date(at).toISOString().slice(0, 10), ...figures };
  store.run(
    store.db
      .insertInto("model_usage")
      .values(row)
      .onConflict((conflict) => conflict.columns(["agent", "day"]).doUpdateSet(added)),
  );
}
