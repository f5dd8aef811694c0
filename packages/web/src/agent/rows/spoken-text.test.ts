import assert from "node:assert/strict";
import { test } from "node:test";
import { spokenText } from "./spoken-text.ts";

test("what was said is found under each tool's own name for it", () => {
  assert.deepEqual([{ body: "a" }, { question: "b" }, { answer: "c" }].map(spokenText), ["a", "b", "c"]);
});

test("options follow as a list", () => {
  assert.equal(spokenText({ question: "which?", options: ["one", "two", 3] }), "which?\n\n- one\n- two");
});

test("strange input says nothing", () => {
  assert.equal(spokenText({ body: 7 }), "");
});
