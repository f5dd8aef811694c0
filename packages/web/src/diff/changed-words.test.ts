import assert from "node:assert/strict";
import { test } from "node:test";
import { changedWords } from "./changed-words.ts";
import type { DiffRow } from "./parse-diff.ts";

const minus = (text: string): DiffRow => ({ sign: "-", text, before: 1 });
const plus = (text: string): DiffRow => ({ sign: "+", text, after: 1 });

test("of two lines that stand for one another only the changed words are marked", () => {
  const [before, after] = [minus("  memory: 2GiB"), plus("  memory: 4GiB")];
  const words = changedWords([before, after]);
  assert.deepEqual(words.get(before), [
    { kind: "same", text: "  memory: " },
    { kind: "changed", text: "2GiB" },
  ]);
  assert.deepEqual(words.get(after)?.at(-1), { kind: "changed", text: "4GiB" });
});

test("removed lines pair with added ones in their order, across no context", () => {
  const rows = [
    minus("pids: 1"),
    minus("cpu: 2"),
    plus("pids: 3"),
    { ...plus("x"), sign: " " as const },
    plus("cpu: 4"),
  ];
  assert.deepEqual(
    [...changedWords(rows).keys()].map(({ text }) => text),
    ["pids: 1", "pids: 3"],
  );
});

test("lines that have nothing in common, and lines too long to compare, are marked as a whole", () => {
  assert.equal(changedWords([minus("send the patch to hm1nd"), plus("never touch main")]).size, 0);
  const long = "x ".repeat(4000);
  assert.equal(changedWords([minus(long), plus(`${long}y`)]).size, 0);
});
