import assert from "node:assert/strict";
import { test } from "node:test";
import { judgeCrash, NO_CRASHES, type CrashHistory, type CrashVerdict } from "./crash-policy.ts";

const MINUTE = 60_000;

/** Crashes at the given minutes, each after running so long; all verdicts in order. */
function crashesAt(minutes: readonly number[], ranMs = 0): CrashVerdict[] {
  let history: CrashHistory = NO_CRASHES;
  return minutes.map((minute) => {
    const verdict = judgeCrash(history, { now: minute * MINUTE, ranMs });
    history = verdict.history;
    return verdict;
  });
}

const delays = (verdicts: readonly CrashVerdict[]) =>
  verdicts.map((verdict) => (verdict.do === "restart" ? verdict.delayMs : "give up"));

test("the delay doubles from one second and the fifth crash in ten minutes gives up", () => {
  assert.deepEqual(delays(crashesAt([0, 1, 2, 3, 4])), [1000, 2000, 4000, 8000, "give up"]);
});

test("the delay stops growing at a minute when crashes come slowly", () => {
  assert.deepEqual(delays(crashesAt([0, 4, 8, 12, 16, 20, 24, 28])).slice(-3), [32_000, 60_000, 60_000]);
});

test("five minutes of running start the delay anew", () => {
  assert.deepEqual(delays(crashesAt([0, 6, 12], 5 * MINUTE)), [1000, 1000, 1000]);
});

test("a crash ten minutes ago no longer counts for the breaker", () => {
  assert.equal(delays(crashesAt([0, 1, 2, 3, 10])).at(-1), 16_000);
});
