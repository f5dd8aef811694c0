import assert from "node:assert/strict";
import { test } from "node:test";
import type { BuildLine } from "@hyperhive/wire";
import { lacksStart, lineBlocks } from "./build-lines.ts";

const lines = (from: number, to: number): BuildLine[] =>
  Array.from({ length: to - from + 1 }, (_, at) => ({ seq: from + at, at: 0, line: `\x1b[32mline ${from + at}` }));

test("a new line changes the last block only", () => {
  const all = lines(1, 120);
  const before = lineBlocks(all);
  const after = lineBlocks([...all, ...lines(121, 121)]);
  assert.deepEqual(
    before.map(({ key }) => key),
    [0, 1, 2],
  );
  assert.deepEqual(after.slice(0, 2), before.slice(0, 2));
  assert.ok(after[2]?.text.endsWith("line 120\nline 121"));
});

test("a line that falls away at the front changes the first block only", () => {
  const before = lineBlocks(lines(1, 120));
  const after = lineBlocks(lines(2, 120));
  assert.deepEqual(after.slice(1), before.slice(1));
  assert.ok(after[0]?.text.startsWith("line 2\n"));
});

test("lines that were there before are missed, those that fell away because of their number are not", () => {
  assert.equal(lacksStart(undefined, 1), true);
  assert.equal(lacksStart([], 1), false);
  assert.equal(lacksStart(lines(1, 9), 1), false);
  assert.equal(lacksStart(lines(8, 9), 1), true);
  assert.equal(lacksStart(lines(8, 9), 8), false, "the core has none before that");
  assert.equal(lacksStart(lines(3001, 5000), 1), false, "the newest 2,000");
});
