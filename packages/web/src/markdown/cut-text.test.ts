import assert from "node:assert/strict";
import { test } from "node:test";
import { cutText } from "./cut-text.ts";

test("a short text is whole", () => {
  assert.deepEqual(cutText("a\nb\n"), { shown: "a\nb\n", lines: 2, isCut: false });
  assert.deepEqual(cutText(""), { shown: "", lines: 0, isCut: false });
});

test("a text of many lines shows the first forty and counts them all", () => {
  const cut = cutText(Array.from({ length: 214 }, (_, index) => `line ${index}`).join("\n"));
  assert.deepEqual([cut.lines, cut.isCut, cut.shown.split("\n").length], [214, true, 40]);
});

test("one line of a megabyte is cut by its length", () => {
  const cut = cutText("x".repeat(1_000_000));
  assert.deepEqual([cut.lines, cut.isCut, cut.shown.length], [1, true, 6000]);
});
