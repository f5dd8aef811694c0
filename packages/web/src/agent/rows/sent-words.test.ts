import assert from "node:assert/strict";
import { test } from "node:test";
import { sentWords } from "./sent-words.ts";

test("a plain receipt is its ids", () => {
  assert.deepEqual(sentWords("message 108 to tester: queued"), { ids: "#108" });
  const all = [1, 2, 3, 4].map((id) => `message ${id} to a${id}: queued`).join("\n");
  assert.deepEqual(sentWords(all), { ids: "#1 #2 #3 …" });
});

test("an answer that the reader should see is not shortened", () => {
  const parked = "message 9 to scout: parked\nthe chain grew too long";
  assert.deepEqual(sentWords(parked), { said: parked });
  assert.deepEqual(sentWords("nobody is there to receive it"), { said: "nobody is there to receive it" });
});
