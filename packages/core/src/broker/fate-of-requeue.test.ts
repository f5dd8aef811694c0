import assert from "node:assert/strict";
import { test } from "node:test";
import { fateOfRequeue } from "./fate-of-requeue.ts";

test("a lease that comes back waits again at once", () => {
  assert.deepEqual(fateOfRequeue(1, {}, 1000), { state: "queued", attempts: 1, notBefore: 0 });
});

test("a delay is counted from now", () => {
  assert.deepEqual(fateOfRequeue(2, { delaySeconds: 1.5 }, 1000), { state: "queued", attempts: 2, notBefore: 2500 });
});

test("the fifth delivery is the last", () => {
  assert.equal(fateOfRequeue(4, {}, 1000).state, "queued");
  assert.deepEqual(fateOfRequeue(5, { delaySeconds: 60 }, 1000), { state: "dead", attempts: 5 });
});

test("a refund gives the last delivery back, and never more than there were", () => {
  assert.deepEqual(fateOfRequeue(5, { refundAttempt: true }, 1000), { state: "queued", attempts: 4, notBefore: 0 });
  assert.deepEqual(fateOfRequeue(0, { refundAttempt: true }, 1000), { state: "queued", attempts: 0, notBefore: 0 });
});
