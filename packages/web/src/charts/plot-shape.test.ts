import assert from "node:assert/strict";
import { test } from "node:test";
import { bars, indexAt, levelArea, levelLine, PLOT, scaleTop } from "./plot-shape.ts";

const points = (...values: number[]) => values.map((value, at) => ({ at, value }));

test("the scale ends at a round number that holds every value", () => {
  assert.deepEqual(
    [[], [0], [1], [3], [7], [10], [11], [240], [0.03], [0.2]].map((values) => scaleTop(points(...values))),
    [1, 1, 1, 5, 10, 10, 20, 500, 0.05, 0.2],
  );
});

test("a level is a line of steps from the left edge to the right one", () => {
  assert.equal(levelLine(points(0, 2), 2), "M0 72H160V2H320");
  assert.equal(levelArea(points(0, 2), 2), "M0 72H160V2H320V72H0Z");
  assert.equal(levelArea([], 1), "");
});

test("counts are bars, and what is zero has none", () => {
  assert.equal(bars(points(0, 2, 0, 1), 2), "M80 72V2h78V72zM240 72V37h78V72z");
  assert.equal(bars([], 1), "");
  assert.ok(!bars(points(...Array.from({ length: 400 }, () => 1)), 1).includes("NaN"));
});

test("a place under the pointer is a point, also at and beyond the edges", () => {
  assert.deepEqual([indexAt(-0.1, 4), indexAt(0, 4), indexAt(0.5, 4), indexAt(1, 4), indexAt(9, 4)], [0, 0, 2, 3, 3]);
  assert.equal(PLOT.width, 320);
});
