import assert from "node:assert/strict";
import { test } from "node:test";
import { changedWords } from "./changed-words.ts";
import type { DiffRow } from "./parse-diff.ts";

const minus = (text: string): DiffRow => ({ sign: "-", text, before: 1 });
const plus = (text: string): DiffRow => ({ sign: "+", text, after: 1 });

test("of two lines that stand for one another only the changed words are marked", () => {
  const [before, after] = [minus("  memory: 2GiB"), plus("  memory: 4GiB")];
  const words = changedWords([{ rows: [before, after] }]);
  assert.deepEqual(words(before), [
    { kind: "same", text: "  memory: " },
    { kind: "changed", text: "2GiB" },
  ]);
  assert.deepEqual(words(after)?.at(-1), { kind: "changed", text: "4GiB" });
});

test("removed lines pair with added ones in their order, across no context", () => {
  const rows = [
    minus("pids: 1"),
    minus("cpu: 2"),
    plus("pids: 3"),
    { ...plus("x"), sign: " " as const },
    plus("cpu: 4"),
  ];
  const words = changedWords([{ rows }]);
  assert.deepEqual(
    rows.filter((row) => words(row) !== undefined).map(({ text }) => text),
    ["pids: 1", "pids: 3"],
  );
});

test("lines that have nothing in common, and lines too long to compare, are marked as a whole", () => {
  const isMarked = (before: string, after: string) => {
    const rows = [minus(before), plus(after)];
    const words = changedWords([{ rows }]);
    return rows.some((row) => words(row) !== undefined);
  };
  assert.equal(isMarked("model: haiku", "model: sonnet"), true);
  assert.equal(isMarked("send the patch to hm1nd", "never touch main"), false);
  const long = "x ".repeat(4000);
  assert.equal(isMarked(long, `${long}y`), false);
});
