import assert from "node:assert/strict";
import { test } from "node:test";
import { createManualClock } from "../clock.test-support.ts";
import { DeadlineWatch } from "./deadline-watch.ts";

/** A watch over deadlines in a list, with a clock whose time can be set apart from its timers. */
function startWatch(deadlines: number[]) {
  const manual = createManualClock(0);
  const set = { ahead: 0, broken: false };
  const clock = { now: () => manual.now() + set.ahead, setTimer: manual.setTimer };
  const failures: unknown[] = [];
  let ended = 0;
  const watch = new DeadlineWatch({
    clock,
    next() {
      if (set.broken) throw new Error("the disk is gone");
      return deadlines.length === 0 ? undefined : Math.min(...deadlines);
    },
    async expire() {
      const left = deadlines.filter((at) => at > clock.now());
      ended += deadlines.length - left.length;
      deadlines.splice(0, deadlines.length, ...left);
    },
    onFailure: (cause) => void failures.push(cause),
  });
  return { watch, manual, set, failures, ended: () => ended };
}

test("a clock that was set ahead, or a machine that slept, costs a minute at most", () => {
  const { watch, manual, set, ended } = startWatch([3_600_000]);
  watch.start();
  set.ahead = 3_600_000;
  manual.advance(60_000);
  assert.equal(ended(), 1);
});

test("a clock that was set back ends nothing early", () => {
  const { watch, manual, set, ended } = startWatch([60_000]);
  watch.start();
  set.ahead = -30_000;
  manual.advance(60_000);
  assert.equal(ended(), 0);
  manual.advance(30_000);
  assert.equal(ended(), 1);
});

test("a deadline beyond what a timer can hold is no deadline at once", () => {
  const { watch, manual, ended } = startWatch([2 ** 40]);
  watch.start();
  assert.equal(manual.timers(), 1);
  manual.advance(10 * 60_000);
  assert.equal(ended(), 0);
});

test("deadlines that cannot be read are told and looked at again; nobody is brought down by it", async () => {
  const { watch, manual, set, failures, ended } = startWatch([1000]);
  watch.start();
  set.broken = true;
  manual.advance(1000);
  watch.reset();
  assert.equal(failures.length, 2);
  set.broken = false;
  manual.advance(5000);
  assert.equal(ended(), 1);
  watch.close();
  set.broken = true;
  watch.reset();
  assert.equal(failures.length, 2);
});

test("a watch that was closed watches nothing, and one that was not started neither", () => {
  const { watch, manual, ended } = startWatch([1000]);
  watch.reset();
  assert.equal(manual.timers(), 0);
  watch.start();
  watch.close();
  manual.advance(5000);
  assert.equal(ended(), 0);
});
