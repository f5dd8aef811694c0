import assert from "node:assert/strict";
import { test } from "node:test";
import { answerFate } from "./answer-fate.ts";

for (const [message, state, fate, dismissed] of [
  [null, null, "lost", "lost"],
  [7, "queued", "waiting", "waiting"],
  [7, "delivered", "waiting", "waiting"],
  [7, "parked", "waiting", "lost"],
  [7, "acked", "reached", "reached"],
  [7, null, "reached", "reached"],
  [7, "dead", "lost", "lost"],
] as const) {
  const carrier = message === null ? "no message" : (state ?? "a message that retention has deleted");
  test(`an answer with ${carrier} is ${fate}, and ${dismissed} once that was let go`, () => {
    assert.equal(answerFate(message, { state, isDismissed: false }), fate);
    assert.equal(answerFate(message, { state, isDismissed: true }), dismissed);
  });
}
