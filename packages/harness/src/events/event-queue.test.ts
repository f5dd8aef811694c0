import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeLine, MAX_LINE_BYTES, type AgentEvent } from "@hyperhive/wire";
import { EventQueue } from "./event-queue.ts";

const text = (words: string): AgentEvent => ({ kind: "text", text: words });

function wordsOf(queue: EventQueue): string[] {
  return queue
    .takeBatch(0)
    .map(({ event }) => (event.kind === "text" || event.kind === "note" ? event.text : event.kind));
}

test("events leave in order, numbered from 1 without a gap over all batches", () => {
  const queue = new EventQueue({ events: 100, bytes: 10_000, batchEvents: 2, batchBytes: 10_000 });
  for (const word of ["a", "b", "c"]) queue.add(text(word), 7);
  const batches = [queue.takeBatch(0), queue.takeBatch(0), queue.takeBatch(0)];
  assert.deepEqual(
    batches.map((batch) => batch.map(({ seq }) => seq)),
    [[1, 2], [3], []],
  );
  assert.deepEqual(batches[0]?.[0], { seq: 1, at: 7, event: text("a") });
});

test("a batch of the largest events stays below the limit of a line", () => {
  const queue = new EventQueue();
  for (let n = 0; n < 20; n += 1) queue.add(text("\u4e2d".repeat(200_000)), 0);
  while (queue.size > 0) {
    const line = encodeLine({ cmd: "push_events", boot_id: "b".repeat(36), events: queue.takeBatch(0) });
    assert.ok(Buffer.byteLength(line) < MAX_LINE_BYTES);
  }
});

test("a batch holds at most 500 events with the note about dropped ones", () => {
  const queue = new EventQueue();
  for (let n = 0; n < 10_001; n += 1) queue.add(text("x"), 0);
  assert.equal(queue.takeBatch(0).length, 500);
});

test("over its limit the queue drops the oldest stream rows, keeps turn boundaries, and tells how many went", () => {
  const queue = new EventQueue({ events: 10, bytes: 100_000, batchEvents: 100, batchBytes: 100_000 });
  queue.add({ kind: "turn_state_changed", state: "thinking", since: 0 }, 0);
  for (let n = 0; n < 10; n += 1) queue.add(text(`row ${n}`), 0);
  const [note, ...rest] = wordsOf(queue);
  assert.match(note ?? "", /^2 event\(s\) were dropped/);
  assert.deepEqual(rest, ["turn_state_changed", ...[2, 3, 4, 5, 6, 7, 8, 9].map((n) => `row ${n}`)]);
  queue.add(text("later"), 0);
  assert.deepEqual(wordsOf(queue), ["later"]);
});

test("over its bytes the queue drops too, but never the newest event", () => {
  const queue = new EventQueue({ events: 1000, bytes: 1000, batchEvents: 100, batchBytes: 100_000 });
  for (let n = 0; n < 5; n += 1) queue.add(text(`${n}${"x".repeat(2000)}`), 0);
  const rows = wordsOf(queue);
  assert.equal(rows.length, 2);
  assert.ok(rows[1]?.startsWith("4x"));
});
