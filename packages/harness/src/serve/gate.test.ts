import assert from "node:assert/strict";
import { test } from "node:test";
import { gateVerdict, OPEN_GATE } from "./gate.ts";

const NOW = 10_000;

test("nothing in the way means open, and so does a limit or a pause of our own that is over", () => {
  assert.deepEqual(gateVerdict(OPEN_GATE, NOW), { open: true });
  assert.deepEqual(gateVerdict({ ...OPEN_GATE, limitedUntil: NOW, heldUntil: NOW }, NOW), { open: true });
});

test("the operator's pause comes before everything else", () => {
  const needsLogin = { since: 0, detail: "nobody has logged in yet" };
  assert.deepEqual(gateVerdict({ paused: true, needsLogin, limitedUntil: 99_999, heldUntil: 99_999 }, NOW), {
    open: false,
    state: "paused",
  });
});

test("a missing log-in shows before a limit, a limit before a pause of our own", () => {
  const all = { paused: false, needsLogin: { since: 0, detail: "d" }, limitedUntil: 20_000, heldUntil: 15_000 };
  assert.deepEqual(gateVerdict(all, NOW), { open: false, state: "needs_login", detail: "d" });
  const limited = { ...all, needsLogin: undefined };
  assert.deepEqual(gateVerdict(limited, NOW), { open: false, state: "rate_limited", until: 20_000 });
  assert.partialDeepStrictEqual(gateVerdict({ ...limited, limitedUntil: undefined }, NOW), {
    open: false,
    state: "idle",
    until: 15_000,
  });
});
