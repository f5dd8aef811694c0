import assert from "node:assert/strict";
import { test } from "node:test";
import { visiblePieces, visibleText } from "./visible-text.ts";

test("what turns text around, has no width or drives a terminal is shown by its number", () => {
  assert.equal(visibleText("a\u202eb\u200bc\u001b[31md\r"), "a‹U+202E›b‹U+200B›c␛[31md␍");
  assert.equal(visibleText("tag \u{e0041} soft\u00adhyphen"), "tag ‹U+E0041› soft‹U+00AD›hyphen");
});

test("tabs, accents, emoji and right-to-left letters stay as they are", () => {
  const text = "\tgrün 🐝 שלום";
  assert.equal(visibleText(text), text);
});

test("pieces keep what they are, the odd signs become pieces of their own", () => {
  assert.deepEqual(visiblePieces([{ kind: "changed", text: "2\u2066GiB" }]), [
    { kind: "changed", text: "2" },
    { kind: "odd", text: "‹U+2066›" },
    { kind: "changed", text: "GiB" },
  ]);
});
