import assert from "node:assert/strict";
import { test } from "node:test";
import { longestQueue, type Wait } from "./longest-queue.ts";

const GRID = { from: 100, stepMs: 10, steps: 4 };

function lengths(...waits: readonly Wait[]): number[] {
  const points = longestQueue(GRID, waits);
  assert.deepEqual(
    points.map(({ at }) => at),
    [100, 110, 120, 130],
  );
  return points.map(({ value }) => value);
}

test("a queue is as long as it ever was in a step", () => {
  assert.deepEqual(lengths(), [0, 0, 0, 0]);
  assert.deepEqual(lengths({ from: 112, until: 125 }), [0, 1, 1, 0]);
  assert.deepEqual(lengths({ from: 111, until: 114 }, { from: 112, until: 113 }, { from: 118 }), [0, 2, 1, 1]);
});

test("what began before the first step counts from it on, and what ended before does not", () => {
  assert.deepEqual(lengths({ from: 5 }, { from: 6, until: 99 }, { from: 7, until: 100 }), [2, 1, 1, 1]);
});

test("a wait that was over at once still was one, and one after another is a queue of one", () => {
  assert.deepEqual(lengths({ from: 115, until: 115 }), [0, 1, 0, 0]);
  assert.deepEqual(lengths({ from: 115, until: 110 }), [0, 1, 0, 0]);
  assert.deepEqual(lengths({ from: 101, until: 103 }, { from: 104, until: 106 }), [1, 0, 0, 0]);
});

test("what begins with a step is in that step, and what lies after the last is not shown", () => {
  assert.deepEqual(lengths({ from: 120, until: 130 }), [0, 0, 1, 1]);
  assert.deepEqual(lengths({ from: 140 }), [0, 0, 0, 0]);
});
