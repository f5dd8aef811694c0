import assert from "node:assert/strict";
import { test } from "node:test";
import { answerFate } from "./answer-fate.ts";

for (const [message, state, fate] of [
  [null, null, "lost"],
  [7, "queued", "waiting"],
  [7, "delivered", "waiting"],
  [7, "parked", "waiting"],
  [7, "acked", "reached"],
  [7, null, "reached"],
  [7, "dead", "lost"],
] as const) {
  const carrier = message === null ? "no message" : (state ?? "a message that retention has deleted");
  test(`an answer with ${carrier} is ${fate}`, () => assert.equal(answerFate(message, state), fate));
}
