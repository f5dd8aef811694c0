import assert from "node:assert/strict";
import { test } from "node:test";
import type { PushedEvent } from "@hyperhive/wire";
import { systemClock } from "../clock.ts";
import { createEventPump } from "./event-pump.ts";

const never = new AbortController().signal;
const note = (text: string) => ({ kind: "note", text }) as const;

function textsOf(batches: PushedEvent[][]): string[][] {
  return batches.map((batch) => batch.map(({ event }) => (event.kind === "note" ? event.text : event.kind)));
}

test("a burst shares a batch, and what comes while the core is slow goes out afterwards in order", async () => {
  const batches: PushedEvent[][] = [];
  const core = Promise.withResolvers<void>();
  const push = async (batch: PushedEvent[]) => {
    batches.push(batch);
    if (batches.length === 1) await core.promise;
  };
  const pump = createEventPump({ push, clock: systemClock, log: assert.fail });
  pump.emit(note("a"));
  pump.emit(note("b"));
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  pump.emit(note("c"));
  core.resolve();
  await pump.flush(never);
  assert.deepEqual(textsOf(batches), [["a", "b"], ["c"]]);
  assert.deepEqual(
    batches.flat().map(({ seq }) => seq),
    [1, 2, 3],
  );
  await pump.close();
});

test("a batch that the core refuses is logged, and the next one goes out", async () => {
  const stored: PushedEvent[][] = [];
  const lines: string[] = [];
  let refuse = true;
  const push = async (batch: PushedEvent[]) => {
    if (refuse) throw new Error("no room");
    stored.push(batch);
  };
  const pump = createEventPump({ push, clock: systemClock, log: (line) => lines.push(line) });
  pump.emit(note("lost"));
  await pump.flush(never);
  refuse = false;
  pump.emit(note("kept"));
  await pump.flush(never);
  assert.deepEqual(textsOf(stored), [["kept"]]);
  assert.match(lines.join(), /1 event\(s\) could not be stored: Error: no room/);
});

test("a flush gives up when it is told to, and closing ends a push that waits for the core", async () => {
  const waits = Promise.withResolvers<void>();
  const push = async (_: PushedEvent[], signal: AbortSignal) => {
    waits.resolve();
    await new Promise<void>((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("aborted"))));
  };
  const pump = createEventPump({ push, clock: systemClock, log: assert.fail });
  pump.emit(note("a"));
  await waits.promise;
  const giveUp = new AbortController();
  const flushed = pump.flush(giveUp.signal);
  giveUp.abort();
  await flushed;
  await pump.close();
});
