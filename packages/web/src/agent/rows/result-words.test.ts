import assert from "node:assert/strict";
import { test } from "node:test";
import { resultWords } from "./result-words.ts";

test("a result tells how it went, how long it is and how long it took", () => {
  assert.equal(resultWords({ at: 41_000, text: "a\nb\nc", isError: true }, 0), "failed, 3 lines, 41.0 s");
});

test("a quick and empty one is short", () => {
  assert.equal(resultWords({ at: 400, text: "", isError: false }, 0), "nothing");
});
