import assert from "node:assert/strict";
import { test } from "node:test";
import { reduceSection, type Section, type SectionEvent } from "./section.ts";

type Frame = { epoch: string; seq: number; word: string };
type Words = readonly string[];

const frame = (seq: number, epoch = "e1"): Frame => ({ epoch, seq, word: `${epoch}-${seq}` });
const said = (seq: number, epoch?: string): SectionEvent<Words, Frame> => ({ kind: "frame", frame: frame(seq, epoch) });
const snapshot = (seq: number, data: Words, epoch = "e1"): SectionEvent<Words, Frame> => ({
  kind: "snapshot",
  data,
  position: { epoch, seq },
});

function run(...events: SectionEvent<Words, Frame>[]): Section<Words, Frame> {
  const start: Section<Words, Frame> = { status: "loading", pending: [] };
  return events.reduce<Section<Words, Frame>>(
    (section, event) => reduceSection(section, event, (words, next) => [...words, next.word]),
    start,
  );
}

test("frames that came before the snapshot are kept, those it already holds are dropped", () => {
  const section = run({ kind: "asked" }, said(4), said(5), said(6), snapshot(5, ["old"]));
  assert.deepEqual(section, { status: "ready", data: ["old", "e1-6"], position: { epoch: "e1", seq: 6 } });
});

test("a frame that is replayed after a reconnect changes nothing", () => {
  const once = run(snapshot(1, []), said(2));
  assert.deepEqual(
    reduceSection(once, said(2), () => assert.fail("must not be applied")),
    once,
  );
});

test("a failed source shows its error and never data", () => {
  assert.deepEqual(run({ kind: "asked" }, said(1), { kind: "failed", error: "no disk" }, said(2)), {
    status: "failed",
    error: "no disk",
  });
});

test("a retry after a failure buffers anew and ends ready", () => {
  const section = run({ kind: "failed", error: "x" }, { kind: "asked" }, said(3), snapshot(2, ["two"]));
  assert.deepEqual(section, { status: "ready", data: ["two", "e1-3"], position: { epoch: "e1", seq: 3 } });
});

test("a resync keeps the old data in sight and takes nothing into it from the new epoch", () => {
  const waiting = run(snapshot(9, ["nine"]), { kind: "asked" }, said(1, "e2"));
  assert.deepEqual(waiting, { status: "stale", data: ["nine"], pending: [frame(1, "e2")] });
  const done = reduceSection(waiting, snapshot(0, ["fresh"], "e2"), (words, next) => [...words, next.word]);
  assert.deepEqual(done, { status: "ready", data: ["fresh", "e2-1"], position: { epoch: "e2", seq: 1 } });
});
