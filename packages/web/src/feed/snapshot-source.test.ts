import assert from "node:assert/strict";
import { test } from "node:test";
import { createSection } from "../store/section-signal.ts";
import { loadAll, snapshotSource } from "./snapshot-source.ts";

type Answer = { epoch: string; seq: number; words: string[] };

function part(...answers: (Answer | Error)[]) {
  const target = createSection<readonly string[], Answer>((words, frame) => [...words, ...frame.words]);
  const fetch = async (): Promise<Answer> => {
    const next = answers.length > 1 ? answers.shift() : answers[0];
    if (next === undefined) throw new Error("asked too often");
    if (next instanceof Error) throw next;
    return next;
  };
  return { target, source: snapshotSource(target, fetch, ({ words }) => words) };
}

const answer = (seq: number, word: string, epoch = "e"): Answer => ({ epoch, seq, words: [word] });
const signal = new AbortController().signal;

test("each section gets its snapshot and the feed goes on from the older one", async () => {
  const [one, two] = [part(answer(7, "one")), part(answer(5, "two"))];
  assert.deepEqual(await loadAll([one.source, two.source], signal), { epoch: "e", seq: 5 });
  two.target.dispatch({ kind: "frame", frame: answer(6, "six") });
  one.target.dispatch({ kind: "frame", frame: answer(6, "six") });
  assert.deepEqual(
    [one.target.section.value, two.target.section.value].map((section) => "data" in section && section.data),
    [["one"], ["two", "six"]],
  );
});

test("a source that fails shows its error and leaves the others alone", async () => {
  const [good, bad] = [part(answer(1, "one")), part(new Error("disk is full"))];
  assert.deepEqual(await loadAll([good.source, bad.source], signal), { epoch: "e", seq: 1 });
  assert.equal(good.target.section.value.status, "ready");
  assert.deepEqual(bad.target.section.value, { status: "failed", error: "disk is full" });
});

test("when everything fails what is shown stays, and what never came says why", async () => {
  const [shown, empty] = [part(answer(1, "one"), new Error("gone")), part(new Error("gone"))];
  await loadAll([shown.source], signal);
  await assert.rejects(loadAll([shown.source, empty.source], signal), /gone/);
  assert.deepEqual("data" in shown.target.section.value && shown.target.section.value.data, ["one"]);
  assert.deepEqual(empty.target.section.value, { status: "failed", error: "gone" });
});

test("a core that restarts between two answers is asked again", async () => {
  const [one, two] = [part(answer(9, "old"), answer(1, "new", "e2")), part(answer(2, "two", "e2"))];
  assert.deepEqual(await loadAll([one.source, two.source], signal), { epoch: "e2", seq: 1 });
  assert.equal("data" in one.target.section.value && one.target.section.value.data[0], "new");
});
