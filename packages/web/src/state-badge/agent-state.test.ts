import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleContainer } from "../store/sample.ts";
import { agentState } from "./agent-state.ts";

const word = (change: Parameters<typeof sampleContainer>[1]) => agentState(sampleContainer("coder", change)).word;

test("a cage that is down is crashed or stopped, whatever its last turn state was", () => {
  assert.equal(word({ running: false, failed: true, turn_state: "thinking" }), "crashed");
  assert.equal(word({ running: false, turn_state: "thinking" }), "stopped");
});

test("needing the operator comes before everything else that runs", () => {
  assert.equal(word({ needs_login: true, connected: false }), "needs login");
  assert.equal(word({ turn_state: "needs_login" }), "needs login");
});

test("a running cage without its harness is not called idle", () => {
  assert.equal(word({ connected: false }), "no harness");
});

test("a pause during a turn still shows the turn", () => {
  assert.equal(word({ paused: true, turn_state: "thinking" }), "thinking");
  assert.equal(word({ paused: true }), "paused");
});

test("a parked agent counts down to the moment it goes on", () => {
  const state = agentState(sampleContainer("coder", { turn_state: "rate_limited", turn_state_until: 42 }));
  assert.deepEqual([state.word, state.until], ["rate limited", 42]);
});
