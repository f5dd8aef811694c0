import assert from "node:assert/strict";
import { test } from "node:test";
import { agentEventSchema, MAX_EVENT_BYTES } from "@hyperhive/wire";
import { cutEvent, cutText, MAX_TEXT } from "./cut-event.ts";

test("a short event stays as it is", () => {
  const event = { kind: "tool_use", id: "1", name: "Bash", input: { command: "ls", deep: [{ a: null }] } } as const;
  assert.deepEqual(cutEvent(event), event);
});

test("a long text is cut with a mark that tells how much is missing", () => {
  assert.equal(cutText("abcdef", 4), "abcd… [cut: 2 more characters]");
  assert.equal(cutText("abcd", 4), "abcd");
});

test("a cut never splits a character in two", () => {
  assert.equal(cutText("abc😀def", 4), "abc… [cut: 5 more characters]");
});

test("long texts are cut wherever they stand", () => {
  const cut = cutEvent({ kind: "tool_use", id: "1", name: "Write", input: { a: ["x".repeat(MAX_TEXT + 1)] } });
  assert.match(JSON.stringify(cut), /\[cut: 1 more characters\]/);
});

test("an event of many texts keeps its kind and the beginning of its JSON", () => {
  const input = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`f${n}`, "x".repeat(MAX_TEXT)]));
  const cut = cutEvent({ kind: "tool_use", id: "1", name: "Write", input });
  assert.ok(JSON.stringify(cut).length < MAX_EVENT_BYTES);
  assert.partialDeepStrictEqual(agentEventSchema.parse(cut), { kind: "tool_use", name: "Write" });
});
