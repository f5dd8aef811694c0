import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { agentEventSchema } from "./agent-event.ts";
import { HiveError } from "./errors.ts";
import { readLeniently } from "./read-leniently.ts";

const schema = z.object({
  state: z.enum(["on", "off"]),
  rows: z.array(z.discriminatedUnion("kind", [z.object({ kind: z.literal("a"), n: z.number() })])),
});

test("known words are read and unknown keys dropped", () => {
  const value = { state: "on", rows: [{ kind: "a", n: 1, extra: true }], extra: 1 };
  assert.deepEqual(readLeniently(schema, value, "it"), { state: "on", rows: [{ kind: "a", n: 1 }] });
});

test("a word that this version does not know survives, in a field and as a kind", () => {
  const value = { state: "dimmed", rows: [{ kind: "z", m: 2 }] };
  assert.deepEqual(readLeniently(schema, value, "it"), value);
  const event = { kind: "dreamt", of: "sheep" };
  assert.deepEqual(readLeniently(agentEventSchema, event, "it"), event);
});

test("an unknown word inside a plain union survives as well", () => {
  const union = z.object({ item: z.union([z.object({ a: z.enum(["x"]) }), z.object({ b: z.number() })]) });
  assert.deepEqual(readLeniently(union, { item: { a: "y" } }, "it"), { item: { a: "y" } });
});

for (const [what, value] of [
  ["a missing field", { rows: [] }],
  ["a number where a word belongs", { state: 3, rows: [] }],
  ["an unknown word beside a wrong type", { state: "dimmed", rows: "none" }],
  ["a kind that is no word", { state: "on", rows: [{ kind: 7 }] }],
  ["no object at all", "on"],
] as const) {
  test(`${what} is an error that says what was read`, () => {
    assert.throws(
      () => readLeniently(schema, value, "the answer"),
      (error) => error instanceof HiveError && error.code === "internal" && error.message.startsWith("the answer "),
    );
  });
}
