import assert from "node:assert/strict";
import { test } from "node:test";
import { formatPosition, parsePosition } from "./stream-position.ts";

test("a position survives as an event id", () => {
  const position = { epoch: "mGk3-x_9", seq: 12_345 };
  assert.equal(formatPosition(position), "mGk3-x_9:12345");
  assert.deepEqual(parsePosition("mGk3-x_9:12345"), position);
});

for (const text of ["", ":", "a:", ":1", "a:-1", "a:1.5", "a b:1", "a:1:2", "a:1\n"]) {
  test(`${JSON.stringify(text)} is no position`, () => {
    assert.equal(parsePosition(text), undefined);
  });
}
