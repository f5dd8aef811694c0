import assert from "node:assert/strict";
import { test } from "node:test";
import { MAX_QUEUED } from "@hyperhive/wire";
import { InboxRoom } from "./inbox-room.ts";

test("an inbox takes messages up to its limit and then says that it is full", () => {
  let waiting = MAX_QUEUED - 2;
  const room = new InboxRoom(() => waiting);
  for (let n = 0; n < 2; n += 1) {
    room.take("coder");
    waiting += 1;
  }
  assert.throws(() => room.take("coder"), { code: "too_many", message: /inbox of coder is full/ });
  waiting -= 1;
  room.take("coder");
});

test("the messages are counted only when the room that was found is used up", () => {
  let counts = 0;
  const room = new InboxRoom(() => {
    counts += 1;
    return 0;
  });
  for (let n = 0; n < 500; n += 1) room.take("coder");
  assert.equal(counts, 1);
});

test("a full inbox of one leaves room in those of others", () => {
  const room = new InboxRoom((recipient) => (recipient === "coder" ? MAX_QUEUED : 0));
  assert.throws(() => room.take("coder"));
  room.take("scout");
});
