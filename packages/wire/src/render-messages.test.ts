import assert from "node:assert/strict";
import { test } from "node:test";
import type { DeliveredMessage } from "./message.ts";
import { readDelivery } from "./read-delivery.ts";
import { REDELIVERY_BANNER, renderMessages } from "./render-messages.ts";

function delivered(
  id: number,
  { attempt = 1, in_reply_to }: { attempt?: number; in_reply_to?: number } = {},
): DeliveredMessage {
  const message = {
    id,
    from: "bob",
    to: "alice",
    body: `body ${id}`,
    sent_at: 0,
    chain_id: "c",
    hops: 0,
    file_refs: [],
  };
  return {
    id,
    redelivered: attempt > 1,
    attempt,
    message: in_reply_to === undefined ? message : { ...message, in_reply_to },
  };
}

test("nothing received is (empty)", () => {
  assert.equal(renderMessages([], 0), "(empty)");
});

test("one message is its sender, its id, a blank line and the body", () => {
  assert.equal(renderMessages([delivered(3)], 0), "from: bob\nid: 3\n\nbody 3");
  assert.equal(renderMessages([delivered(3, { in_reply_to: 2 })], 0), "from: bob\nid: 3\nin reply to: 2\n\nbody 3");
});

test("several messages stand below their number, each with its own banner when it came before", () => {
  assert.equal(
    renderMessages([delivered(1), delivered(2, { attempt: 3 })], 0),
    `popped 2 message(s)\n---\nfrom: bob\nid: 1\n\nbody 1\n---\n${REDELIVERY_BANNER} (delivery 3 of 5)\nfrom: bob\nid: 2\n\nbody 2`,
  );
});

test("what still waits is told with the call that fetches it, capped at what one call can fetch", () => {
  assert.match(renderMessages([delivered(1)], 2), /\(2 more waiting: call recv\(max: 2\)/);
  assert.match(renderMessages([delivered(1)], 100), /\(100 more waiting: call recv\(max: 32\)/);
});

test("what was written can be read back, message by message", () => {
  const messages = [delivered(1), delivered(2, { attempt: 3, in_reply_to: 1 })];
  const read = messages.map(({ id, redelivered, message }) => ({ id, redelivered, from: "bob", body: message.body }));
  assert.deepEqual(readDelivery(renderMessages(messages, 7)), { messages: read, more: 7 });
  assert.deepEqual(readDelivery(renderMessages(messages.slice(1), 0)), { messages: read.slice(1), more: 0 });
  assert.deepEqual(readDelivery(renderMessages([], 0)), { messages: [], more: 0 });
});
