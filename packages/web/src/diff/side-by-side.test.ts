import assert from "node:assert/strict";
import { test } from "node:test";
import type { DiffRow } from "./parse-diff.ts";
import { sideBySide } from "./side-by-side.ts";

const rows = (text: string): DiffRow[] =>
  text.split("|").map((line) => ({ sign: line[0] as DiffRow["sign"], text: line.slice(1) }));

test("removed lines stand beside the added ones after them, context on both sides", () => {
  const pairs = sideBySide(rows(" a|-b|-c|+d| e|+f|-g|+h"));
  assert.deepEqual(
    pairs.map(({ before, after }) => [before?.text, after?.text]),
    [
      ["a", "a"],
      ["b", "d"],
      ["c", undefined],
      ["e", "e"],
      [undefined, "f"],
      ["g", "h"],
    ],
  );
});
