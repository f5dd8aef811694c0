import assert from "node:assert/strict";
import { test } from "node:test";
import { batchFrames } from "./frame-batch.ts";

function played() {
  const taken: number[][] = [];
  const due: (() => void)[] = [];
  let ms = 0;
  const clock = { now: () => ms, later: (run: () => void) => void due.push(run) };
  const batch = batchFrames<number>((frames) => taken.push([...frames]), clock);
  return {
    batch,
    taken,
    pass: (span: number) => {
      ms += span;
      for (const run of due.splice(0)) run();
    },
  };
}

test("a lone frame is handed on at once, those of a burst together and in order", () => {
  const { batch, taken, pass } = played();
  [1, 2, 3, 4].forEach((frame) => batch.add(frame));
  assert.deepEqual(taken, [[1]]);
  pass(16);
  assert.deepEqual(taken, [[1], [2, 3, 4]]);
  pass(100);
  batch.add(5);
  assert.deepEqual(taken.at(-1), [5]);
});

test("a flush hands on what waits, and nothing is handed on twice", () => {
  const { batch, taken, pass } = played();
  batch.add(1);
  batch.add(2);
  batch.flush();
  pass(16);
  batch.flush();
  assert.deepEqual(taken, [[1], [2]]);
});
