import assert from "node:assert/strict";
import { test } from "node:test";
import { clockTime, dayTime } from "./clock-time.ts";

const noon = new Date(2026, 10, 21, 12, 4, 9).getTime();

test("a time of day has seconds", () => {
  assert.equal(clockTime(noon), "12:04:09");
});

test("only another day is named", () => {
  assert.equal(dayTime(noon, noon + 3_600_000), "12:04");
  assert.equal(dayTime(noon, noon + 90_000_000), "21 Nov 12:04");
});
