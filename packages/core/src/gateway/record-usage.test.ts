import assert from "node:assert/strict";
import { test } from "node:test";
import { toAgentName } from "@hyperhive/wire";
import { openStore } from "../store/store.ts";
import { recordUsage } from "./record-usage.ts";

test("requests of one day add up, those of another day stand apart", () => {
  const store = openStore(":memory:");
  const agent = toAgentName("coder");
  const usage = { inputTokens: 10, outputTokens: 4, cacheReadTokens: 2, cacheWriteTokens: 1 };
  recordUsage(store, { agent, usage, at: Date.UTC(2026, 10, 21, 23, 59) });
  recordUsage(store, { agent, usage, at: Date.UTC(2026, 10, 21, 0, 0) });
  recordUsage(store, { agent, usage, at: Date.UTC(2026, 10, 22, 0, 0) });
  const rows = store.all(store.db.selectFrom("model_usage").selectAll().orderBy("day"));
  store.close();
  const two = {
    agent: "coder",
    day: "2026-11-21",
    requests: 2,
    input_tokens: 20,
    output_tokens: 8,
    cache_read_tokens: 4,
    cache_write_tokens: 2,
  };
  const one = {
    agent: "coder",
    day: "2026-11-22",
    requests: 1,
    input_tokens: 10,
    output_tokens: 4,
    cache_read_tokens: 2,
    cache_write_tokens: 1,
  };
  assert.deepEqual(
    rows.map((row) => ({ ...row })),
    [two, one],
  );
});
