import assert from "node:assert/strict";
import { test } from "node:test";
import { closestNames } from "./closest-names.ts";

const known = ["operator", "manager", "coder", "coder-2", "tester", "a"];

for (const [typed, expected] of [
  ["codr", ["coder"]],
  ["Coder", ["coder", "coder-2"]],
  ["operater", ["operator"]],
  ["manger", ["manager"]],
  ["zzz", []],
  ["", []],
  ["x", []],
] as const) {
  test(`${JSON.stringify(typed)} may stand for ${expected.join(", ") || "nobody"}`, () => {
    assert.deepEqual(closestNames(typed, known), expected);
  });
}

test("at most three names are offered, the closest first", () => {
  assert.deepEqual(closestNames("agent1", ["agent5", "agent2", "agent12", "agent1", "agent3"]).length, 3);
  assert.equal(closestNames("agent1", ["agent5", "agent1"])[0], "agent1");
});
