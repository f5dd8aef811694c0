import assert from "node:assert/strict";
import { test } from "node:test";
import type { TurnOutcome } from "@hyperhive/wire";
import type { ClaudeResult, RunEnd } from "../claude/claude-result.ts";
import { turnOutcome, type RunFacts } from "./turn-outcome.ts";

function finished(fields: object): RunEnd {
  return {
    kind: "finished",
    result: { subtype: "success", is_error: true, result: "words", ...fields } as ClaudeResult,
  };
}

function outcomeOf(end: RunEnd, facts: Partial<RunFacts> = {}): TurnOutcome {
  return turnOutcome({ end, stopped: undefined, assistantError: undefined, ...facts }).outcome;
}

const DIED: RunEnd = { kind: "died", note: "killed", start: "begun" };

test("a result without an error is ok, also when a cancel came too late", () => {
  const end = finished({ is_error: false, terminal_reason: "completed" });
  assert.equal(outcomeOf(end), "ok");
  assert.equal(outcomeOf(end, { stopped: "operator" }), "ok");
});

for (const [fields, assistantError, expected] of [
  [{ terminal_reason: "prompt_too_long", api_error_status: 400 }, "invalid_request", "prompt_too_long"],
  [{ terminal_reason: "blocking_limit", api_error_status: null }, "invalid_request", "prompt_too_long"],
  [{ terminal_reason: "api_error", api_error_status: 429 }, "rate_limit", "rate_limited"],
  [{ terminal_reason: "api_error", api_error_status: null }, "rate_limit", "rate_limited"],
  [{ terminal_reason: "api_error", api_error_status: 401 }, "authentication_failed", "auth_failed"],
  [{ terminal_reason: "api_error", api_error_status: 403 }, "authentication_failed", "auth_failed"],
  [{ terminal_reason: "api_error", api_error_status: null }, "authentication_failed", "auth_failed"],
  [{ terminal_reason: "api_error", api_error_status: 500 }, "server_error", "failed"],
  [{ subtype: "error_max_budget_usd", errors: ["too dear"] }, undefined, "over_budget"],
  [{ subtype: "error_during_execution", errors: ["broken"] }, undefined, "failed"],
] as const) {
  test(`an error with ${JSON.stringify(fields)} is ${expected}`, () => {
    assert.equal(outcomeOf(finished(fields), { assistantError }), expected);
  });
}

test("words about limits and log-ins in a conversation decide nothing", () => {
  const end = finished({ result: "429 rate limit! Prompt is too long. Please run /login", api_error_status: 500 });
  assert.equal(outcomeOf(end, { assistantError: "server_error" }), "failed");
});

test("an end that the harness brought about is named after its reason", () => {
  const aborted = finished({ is_error: true, terminal_reason: "aborted_tools" });
  assert.equal(outcomeOf(aborted, { stopped: "operator" }), "cancelled");
  assert.equal(outcomeOf(DIED, { stopped: "shutdown" }), "cancelled");
  assert.equal(outcomeOf(aborted, { stopped: "refused_key" }), "auth_failed");
});

test("a dead process is a failure that says what it said", () => {
  assert.deepEqual(turnOutcome({ end: DIED, stopped: undefined, assistantError: undefined }), {
    outcome: "failed",
    note: "killed",
  });
});
