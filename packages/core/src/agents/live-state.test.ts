import assert from "node:assert/strict";
import { test } from "node:test";
import { afterEvent, restingState, startedState } from "./live-state.ts";

test("a state of the turn replaces the last one whole", () => {
  const parked = afterEvent(restingState(1), {
    kind: "turn_state_changed",
    state: "rate_limited",
    since: 5,
    until: 90,
    detail: "limit",
  });
  assert.deepEqual(parked, { turnState: "rate_limited", since: 5, until: 90, detail: "limit" });
  assert.deepEqual(afterEvent(parked, { kind: "turn_state_changed", state: "idle", since: 91 }), {
    turnState: "idle",
    since: 91,
  });
});

test("figures and model stay over states and over a new harness", () => {
  const used = afterEvent(restingState(1), { kind: "token_usage_changed", ctx: 10, cost: 0.5 });
  const named = afterEvent(used, { kind: "model_changed", model: "opus" });
  const busy = afterEvent(named, { kind: "turn_state_changed", state: "needs_login", since: 7, detail: "log in" });
  assert.deepEqual(startedState(busy, 9), { turnState: "idle", since: 9, ctx: 10, cost: 0.5, model: "opus" });
});

test("what says nothing about the state leaves the very same object", () => {
  const state = restingState(1);
  assert.equal(afterEvent(state, { kind: "text", text: "hi" }), state);
});

test("a state stays small whatever a harness calls its model or says about itself", () => {
  const named = afterEvent(restingState(1), { kind: "model_changed", model: "m".repeat(1_000_000) });
  const said = afterEvent(named, {
    kind: "turn_state_changed",
    state: "idle",
    since: 1,
    detail: "d".repeat(1_000_000),
  });
  assert.ok(JSON.stringify(said).length < 3000);
});
