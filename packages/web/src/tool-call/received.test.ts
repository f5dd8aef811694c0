import assert from "node:assert/strict";
import { test } from "node:test";
import { receivedMessages } from "./received.ts";

test("a delivery becomes its messages", () => {
  const text = JSON.stringify({
    messages: [{ id: 1, redelivered: true, attempt: 2, message: { from: "hm1nd", body: "go on" } }],
    queued: 0,
  });
  assert.deepEqual(receivedMessages(text), [{ from: "hm1nd", body: "go on", redelivered: true }]);
});

test("an empty delivery has no messages", () => {
  assert.deepEqual(receivedMessages('{"messages":[],"queued":0}'), []);
});

test("text, cut JSON and JSON of another shape are left as they are", () => {
  for (const text of ["from scout: hi", '{"messages":[{"mess', '{"messages":[7]}', '{"a":1}', "[]"])
    assert.equal(receivedMessages(text), undefined);
});
