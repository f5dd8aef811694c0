import assert from "node:assert/strict";
import { test } from "node:test";
import { dueAt } from "./due-at.ts";

test("a delay counts from now, a time is taken as it is, also one that has passed", () => {
  assert.equal(dueAt({ delaySeconds: 3 }, 10_000), 13_000);
  assert.equal(dueAt({ at: 99 }, 10_000), 99_000);
  assert.equal(dueAt({ at: 1 }, 10_000), 1000);
});

for (const [what, times] of [
  ["both times", { delaySeconds: 3, at: 99 }],
  ["no time", {}],
  ["milliseconds", { at: 1_800_000_000_000 }],
  ["a time that no table holds", { at: Number.MAX_SAFE_INTEGER }],
] as const)
  test(`${what}: refused`, () => {
    assert.throws(() => dueAt(times, 10_000), { code: "bad_request", message: /`(at|delay_seconds)`/ });
  });
