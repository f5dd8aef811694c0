import assert from "node:assert/strict";
import { test } from "node:test";
import { atNewest, drawnRows, leftOut, movedDown, movedUp, settled, type DrawnRange } from "./drawn-range.ts";
import { around } from "./range-around.ts";

const rowsOf = (count: number, first = 1) => Array.from({ length: count }, (_, index) => ({ id: first + index }));
const rows = rowsOf(1000);
const span = (range: DrawnRange, of = rows) => {
  const drawn = drawnRows(of, range);
  return [drawn[0]?.id, drawn.at(-1)?.id];
};

test("few rows are all drawn, of many the newest", () => {
  assert.deepEqual(span(atNewest(rowsOf(5)), rowsOf(5)), [1, 5]);
  assert.deepEqual(span(atNewest([]), []), [undefined, undefined]);
  assert.deepEqual(span(atNewest(rows)), [941, 1000]);
});

test("a range that moves up draws older rows and lets go of the newest once there are many", () => {
  let range = atNewest(rows);
  for (let step = 0; step < 10; step += 1) range = movedUp(rows, range);
  assert.deepEqual([...span(range), range.to], [841, 1000, Infinity]);
  range = movedUp(rows, range);
  assert.deepEqual(span(range), [831, 990]);
  assert.deepEqual(leftOut(rows, range), { above: true, below: true });
  for (let step = 0; step < 100; step += 1) range = movedUp(rows, range);
  assert.deepEqual([...span(range), leftOut(rows, range).above], [1, 160, false]);
});

test("a range around a row has its neighbours, and moving down comes to the end and is open there", () => {
  let range = around(rows, 100);
  assert.deepEqual(span(range), [70, 129]);
  for (let step = 0; step < 100; step += 1) range = movedDown(rows, range);
  assert.deepEqual([...span(range), range.to], [841, 1000, Infinity]);
});

test("who follows the end sees every new row, and old ones leave a batch at a time", () => {
  const grown = rowsOf(1100);
  assert.deepEqual(span(settled(grown, atNewest(rows), true), grown), [941, 1100]);
  const more = rowsOf(1101);
  assert.deepEqual(span(settled(more, atNewest(rows), true), more), [1042, 1101]);
});

test("who reads elsewhere keeps the rows in sight: what comes stays out", () => {
  const more = rowsOf(1500);
  const range = settled(more, atNewest(rows), false);
  assert.deepEqual([...span(range, more), leftOut(more, range).below], [941, 1100, true]);
});

test("a range whose first rows are gone begins with those that are there", () => {
  const later = rowsOf(100, 950);
  assert.deepEqual(span(settled(later, atNewest(rows), true), later), [950, 1049]);
});
