import assert from "node:assert/strict";
import { test } from "node:test";
import { coarseSpan, countdown, exactSpan, tookSpan, timeLeft } from "./span.ts";

test("a watched time shows its seconds until an hour has passed", () => {
  assert.deepEqual([0, 18, 102, 3600, 7500].map(exactSpan), ["0 s", "18 s", "1 m 42 s", "1 h 00 m", "2 h 05 m"]);
});

test("an age shows its largest unit only", () => {
  assert.deepEqual([59, 240, 7300, 260_000].map(coarseSpan), ["59 s", "4 m", "2 h", "3 d"]);
});

test("a duration goes from milliseconds over tenths to minutes without ever saying 60.0 s", () => {
  assert.deepEqual([640, 12_300, 59_949, 59_960, 124_000].map(tookSpan), [
    "640 ms",
    "12.3 s",
    "59.9 s",
    "1 m 00 s",
    "2 m 04 s",
  ]);
});

test("a countdown ends at zero and stays there", () => {
  assert.deepEqual([272, 3872, -5].map(countdown), ["04:32", "1:04:32", "00:00"]);
});

test("a clock that is a little behind shows no negative time", () => {
  assert.deepEqual([exactSpan(-3), coarseSpan(-3), tookSpan(-3)], ["0 s", "0 s", "0 ms"]);
});

test("a deadline counts seconds, then minutes and seconds, then hours and minutes", () => {
  assert.deepEqual([-3, 0.2, 42, 60, 272, 3599.5, 3600, 21_600].map(timeLeft), [
    "0 s",
    "1 s",
    "42 s",
    "01:00",
    "04:32",
    "1 h 00 m",
    "1 h 00 m",
    "6 h 00 m",
  ]);
});
