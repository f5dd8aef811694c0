import assert from "node:assert/strict";
import { test } from "node:test";
import { waitAtMost } from "./wait-at-most.ts";

test("a wait ends with the work, also with work that fails", async () => {
  const begun = performance.now();
  await waitAtMost(Promise.resolve(), 60_000);
  await waitAtMost(Promise.reject(new Error("it failed")), 60_000);
  assert.ok(performance.now() - begun < 30_000);
});

test("a wait ends before work that takes longer", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let isDone = false;
  const done = promise.then(() => (isDone = true));
  const alive = setInterval(() => {}, 1000);
  await waitAtMost(promise, 1);
  clearInterval(alive);
  assert.equal(isDone, false);
  resolve();
  await done;
});
