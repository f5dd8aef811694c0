import assert from "node:assert/strict";
import { test } from "node:test";
import { pointsOf, stepGrid } from "./step-grid.ts";

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 4, 5, 12, 34, 56);

test("any number of hours gives 60 to 120 equal steps at round times, the last of which holds now", () => {
  for (let hours = 1; hours <= 720; hours += 1) {
    const { from, stepMs, steps } = stepGrid(NOW, hours);
    assert.ok(steps >= 60 && steps <= 120, `${hours} hours: ${steps} steps`);
    assert.equal(from % stepMs, 0);
    assert.ok(from + (steps - 1) * stepMs <= NOW && NOW < from + steps * stepMs, `${hours} hours`);
    assert.ok(NOW - from <= hours * HOUR + stepMs && NOW - from >= hours * HOUR - stepMs, `${hours} hours`);
  }
  assert.deepEqual(
    [1, 24, 720].map((hours) => stepGrid(NOW, hours).stepMs / 60_000),
    [0.5, 15, 360],
  );
});

test("each step has a point at its beginning, and ends where the next one begins", () => {
  const points = pointsOf({ from: 100, stepMs: 10, steps: 3 }, ({ from, until }) => from + until);
  assert.deepEqual(points, [
    { at: 100, value: 210 },
    { at: 110, value: 230 },
    { at: 120, value: 250 },
  ]);
});
