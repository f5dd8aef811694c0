import assert from "node:assert/strict";
import { test } from "node:test";
import { signal } from "@preact/signals";
import type { SnapshotProblem, StreamPosition } from "@hyperhive/wire";
import type { Section } from "./section.ts";
import { showPart } from "./shown.ts";

type Data = { readonly names: readonly string[]; readonly rest: number; readonly problems: readonly SnapshotProblem[] };

const position = { epoch: "e", seq: 1 };
const ready = (data: Data): Section<Data, StreamPosition> => ({ status: "ready", data, position });
const names = ["coder"];

test("a part stays the same object while only other parts change", () => {
  const source = signal(ready({ names, rest: 1, problems: [] }));
  const part = showPart(source, (data) => data.names, "containers");
  const before = part.value;
  source.value = ready({ names, rest: 2, problems: [] });
  assert.equal(part.value, before);
  source.value = ready({ names: ["scout"], rest: 2, problems: [] });
  assert.deepEqual(part.value, { status: "shown", data: ["scout"], problems: [] });
});

test("a part whose source failed is failed, never empty, and the others are shown", () => {
  const problems: SnapshotProblem[] = [
    { section: "containers", error: "disk I/O error" },
    { section: "questions", error: "damaged", row: "question 41" },
  ];
  const source = signal(ready({ names: [], rest: 1, problems }));
  assert.deepEqual(showPart(source, (data) => data.names, "containers").value, {
    status: "failed",
    error: "disk I/O error",
  });
  assert.deepEqual(showPart(source, (data) => data.rest, "questions").value, {
    status: "shown",
    data: 1,
    problems: [problems[1]],
  });
});
