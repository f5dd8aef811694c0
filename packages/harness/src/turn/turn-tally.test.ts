import assert from "node:assert/strict";
import { test } from "node:test";
import type { SDKMessage } from "@anthropic-ai/claude-agent-sdk";
import { TurnTally } from "./turn-tally.ts";

function tallyOf(...messages: object[]): TurnTally {
  const tally = new TurnTally();
  for (const message of messages) tally.observe(message as SDKMessage);
  return tally;
}

const usage = (input_tokens: number, output_tokens = 1) => ({
  input_tokens,
  output_tokens,
  cache_read_input_tokens: 10,
  cache_creation_input_tokens: 5,
});
const answer = (input: number, fields: object = {}) => ({
  type: "assistant",
  parent_tool_use_id: null,
  message: { model: "m", content: [], usage: usage(input) },
  ...fields,
});
const result = (cost: number) => ({
  type: "result",
  usage: usage(300, 40),
  total_cost_usd: 99,
  model_usage_since_last_result: { m: { costUSD: cost } },
  modelUsage: { m: { contextWindow: 1000 } },
});

test("ctx is the prompt of the last inference of the main conversation, the rest sums over all runs", () => {
  const subagent = answer(7777, { parent_tool_use_id: "t" });
  const synthetic = { ...answer(0), message: { model: "<synthetic>", content: [], usage: usage(0) } };
  const tally = tallyOf(answer(100), answer(200), subagent, synthetic, result(0.25), result(0.5));
  assert.deepEqual(tally.usage, {
    ctx: 215,
    input_tokens: 600,
    output_tokens: 80,
    cache_read_tokens: 20,
    cache_write_tokens: 10,
    cost_usd: 0.75,
  });
  assert.equal(tally.fill, 0.215);
});

test("a turn that claude did not finish has no figures", () => {
  assert.equal(tallyOf(answer(100)).usage, undefined);
});

test("tool calls are counted by name", () => {
  const uses = (...names: string[]) => names.map((name) => ({ type: "tool_use", name }));
  const calling = (names: string[]) => answer(1, { message: { model: "m", content: uses(...names), usage: usage(1) } });
  assert.deepEqual(tallyOf(calling(["Bash", "Read"]), calling(["Bash"])).toolCalls, { Bash: 2, Read: 1 });
});

test("a rejected limit gives its reset in milliseconds, a warning none", () => {
  const limit = (status: string) => ({ type: "rate_limit_event", rate_limit_info: { status, resetsAt: 12 } });
  assert.equal(tallyOf(limit("allowed_warning")).limitedUntil, undefined);
  assert.equal(tallyOf(limit("rejected")).limitedUntil, 12_000);
});

test("a refused credential is known while claude still tries, and forgotten for the next run", () => {
  const retry = (error_status: number) => ({ type: "system", subtype: "api_retry", error_status });
  assert.ok(!tallyOf(retry(529)).refusedKey);
  const tally = tallyOf(retry(401));
  assert.ok(tally.refusedKey);
  tally.startRun();
  assert.ok(!tally.refusedKey);
});
