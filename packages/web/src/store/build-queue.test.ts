import assert from "node:assert/strict";
import { test } from "node:test";
import { buildQueueOf, reduceBuildQueue, withLines } from "./build-queue.ts";
import { sampleBuild } from "./sample.ts";

const line = (seq: number) => ({ seq, at: seq, line: `line ${seq}` });
const queue = buildQueueOf([sampleBuild(1, { state: "running" })]);

test("a build changes in its place, a new one comes last", () => {
  const done = reduceBuildQueue(queue, { kind: "build_changed", build: sampleBuild(1, { state: "done" }) });
  const more = reduceBuildQueue(done, { kind: "build_changed", build: sampleBuild(2) });
  assert.deepEqual(
    more.builds.map(({ id, state }) => [id, state]),
    [
      [1, "done"],
      [2, "queued"],
    ],
  );
});

test("a line stands once and in its order, whether it came live or was fetched", () => {
  const live = [2, 3].reduce(
    (all, seq) => reduceBuildQueue(all, { kind: "build_line", build_id: 1, line: line(seq) }),
    queue,
  );
  const whole = withLines(live, 1, [line(1), line(2)]);
  const again = reduceBuildQueue(whole, { kind: "build_line", build_id: 1, line: line(3) });
  assert.deepEqual(
    again.lines[1]?.map(({ seq }) => seq),
    [1, 2, 3],
  );
});

test("of the ended only the newest 30 stay, with their lines; none that waits or runs is let go", () => {
  const start = withLines(buildQueueOf([sampleBuild(0, { state: "running" })]), 1, [line(1)]);
  const many = Array.from({ length: 40 }, (_, at) => at + 1).reduce(
    (all, id) => reduceBuildQueue(all, { kind: "build_changed", build: sampleBuild(id, { state: "done" }) }),
    start,
  );
  assert.deepEqual([many.builds.length, many.builds[0]?.id, many.builds[1]?.id], [31, 0, 11]);
  assert.deepEqual(many.lines, {});
});
