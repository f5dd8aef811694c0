import assert from "node:assert/strict";
import { test } from "node:test";
import { createKeyring } from "./idempotency-key.ts";

test("the same text keeps its key until it was sent, another text gets another", () => {
  const keys = createKeyring();
  const first = keys.keyFor("a");
  assert.equal(keys.keyFor("a"), first);
  assert.notEqual(keys.keyFor("b"), first);
});

test("the same words sent twice on purpose are two messages", () => {
  const keys = createKeyring();
  const first = keys.keyFor("again");
  keys.sent();
  assert.notEqual(keys.keyFor("again"), first);
});
