import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { columns } from "./columns.ts";
import { oneLine, printable } from "./printable.ts";
import { duration, relativeTime } from "./relative-time.ts";

test("columns are as wide as their widest cell and lines have no trailing space", () => {
  assert.deepEqual(
    columns([
      ["a", "bb", "c"],
      ["aaa", "b"],
    ]),
    ["a    bb  c", "aaa  b"],
  );
  assert.deepEqual(columns([]), []);
});

test("times are told in the largest whole unit", () => {
  const told = [0, 999, 1000, 59_999, 60_000, 3_599_999, 3_600_000, 86_400_000, 10 * 86_400_000];
  assert.deepEqual(told.map(duration), ["0s", "0s", "1s", "59s", "1m", "59m", "1h", "1d", "10d"]);
  assert.equal(relativeTime(1000, 61_000), "1m ago");
  assert.equal(relativeTime(61_000, 1000), "in 1m");
  assert.equal(relativeTime(1000, 1500), "now");
});

test("no text brings a control character to the terminal but tab and line feed", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      assert.doesNotMatch(printable(text), /[^\P{Cc}\t\n]/u);
    }),
  );
});

test("a long text on one line is cut with an ellipsis", () => {
  assert.equal(oneLine("a\n b\t c", 10), "a b c");
  assert.equal(oneLine("abcdefghij", 5), "abcd…");
});
