import assert from "node:assert/strict";
import { test } from "node:test";
import { listed } from "./listed.ts";

test("names are listed as people do", () => {
  assert.deepEqual([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(listed), ["", "a", "a and b", "a, b and c"]);
});
