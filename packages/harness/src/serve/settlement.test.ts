import assert from "node:assert/strict";
import { test } from "node:test";
import type { TurnOutcome } from "@hyperhive/wire";
import { backoffSeconds, settle, type SettlementFacts } from "./settlement.ts";

const NOW = 1_000_000;

function settled(outcome: TurnOutcome, { end = {}, ...facts }: Partial<SettlementFacts> & { end?: object } = {}) {
  return settle(
    { outcome, limitedUntil: undefined, fill: 0, ...end },
    { now: NOW, stopped: undefined, attempt: 1, failures: 1, limitedUntil: undefined, ...facts },
  );
}

test("only a good end acks", () => {
  assert.deepEqual(settled("ok"), { messages: { do: "ack" } });
  const others = ["failed", "prompt_too_long", "rate_limited", "auth_failed", "cancelled", "over_budget"] as const;
  for (const outcome of others) assert.equal(settled(outcome).messages.do, "requeue", outcome);
});

test("a failure comes again after 5 seconds, doubling with each attempt up to 5 minutes", () => {
  assert.deepEqual([1, 2, 3, 4, 5, 20].map(backoffSeconds), [5, 10, 20, 40, 80, 300]);
  assert.deepEqual(settled("failed", { attempt: 3 }).messages, {
    do: "requeue",
    delaySeconds: 20,
    refund: false,
    reason: "failed",
  });
});

test("one failure holds up nobody else, several in a row hold up everything", () => {
  assert.equal(settled("failed", { failures: 1 }).holdUntil, undefined);
  assert.equal(settled("failed", { failures: 3 }).holdUntil, NOW + 10_000);
});

test("a rate limit costs no attempt and parks until the reset that claude or the model told, else 300 s", () => {
  const { messages, park } = settled("rate_limited", { end: { limitedUntil: 5 }, limitedUntil: 6 });
  assert.partialDeepStrictEqual(messages, { refund: true, delaySeconds: 0 });
  assert.deepEqual(park, { for: "limit", until: 5 });
  assert.deepEqual(settled("rate_limited", { limitedUntil: 6 }).park, { for: "limit", until: 6 });
  assert.deepEqual(settled("rate_limited").park, { for: "limit", until: NOW + 300_000 });
});

test("a refused credential costs no attempt and parks for a log-in", () => {
  const { messages, park } = settled("auth_failed", { end: { note: "no" } });
  assert.partialDeepStrictEqual(messages, { refund: true });
  assert.deepEqual(park, { for: "login", detail: "no" });
});

test("a cancel of the operator comes again a minute later, a stop of the harness at once and for free", () => {
  assert.partialDeepStrictEqual(settled("cancelled", { stopped: "operator" }).messages, {
    delaySeconds: 60,
    refund: false,
  });
  assert.partialDeepStrictEqual(settled("cancelled", { stopped: "shutdown" }).messages, {
    delaySeconds: 0,
    refund: true,
  });
});

test("a conversation that stays too long is left behind", () => {
  assert.equal(settled("prompt_too_long").newSession, true);
});

test("a reason fits what the core takes", () => {
  const { messages } = settled("failed", { end: { note: "x".repeat(9000) } });
  assert.equal(messages.do === "requeue" && messages.reason.length, 4000);
});
