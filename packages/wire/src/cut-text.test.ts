import assert from "node:assert/strict";
import { test } from "node:test";
import { cutText } from "./cut-text.ts";

test("text that fits stays as it is, longer text ends in an ellipsis", () => {
  assert.deepEqual([cutText("", 3), cutText("abc", 3), cutText("abcd", 3)], ["", "abc", "abc…"]);
});

test("half of a character is left out, and one that was there before is replaced, so that every encoder takes the text", () => {
  assert.deepEqual([cutText("ab😀", 3), cutText("a\ud83dbcd", 3)], ["ab…", "a\ufffdb…"]);
});
