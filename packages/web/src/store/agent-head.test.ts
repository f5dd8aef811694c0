import assert from "node:assert/strict";
import { test } from "node:test";
import type { AgentEvent } from "@hyperhive/wire";
import { reduceAgentHead } from "./agent-head.ts";
import { sampleContainer } from "./sample.ts";

const parked = sampleContainer("coder", { turn_state: "rate_limited", turn_state_until: 99, detail: "429" });
const after = (event: AgentEvent) => reduceAgentHead(parked, { epoch: "e", seq: 1, at: 0, event });

test("the next state takes the reason and the end of the last one away", () => {
  const idle = after({ kind: "turn_state_changed", state: "idle", since: 120 });
  assert.deepEqual([idle.turn_state, idle.turn_state_since], ["idle", 120]);
  assert.ok(!("turn_state_until" in idle) && !("detail" in idle));
});

test("the start and the end of a turn flip the state at once", () => {
  const start: AgentEvent = { kind: "turn_start", turn: 1, woken_by: "x", message_ids: [], model: "m", prompt: "" };
  const thinking = reduceAgentHead(parked, { epoch: "e", seq: 1, at: 5000, event: start });
  assert.deepEqual([thinking.turn_state, thinking.turn_state_since], ["thinking", 5]);
});

test("usage and model are known before the core tells them again", () => {
  assert.equal(after({ kind: "token_usage_changed", ctx: 84_200, cost: 0.3 }).ctx, 84_200);
  assert.equal(after({ kind: "model_changed", model: "opus" }).active_model, "opus");
});

test("other events leave the head alone", () => {
  assert.equal(after({ kind: "text", text: "hi" }), parked);
});
