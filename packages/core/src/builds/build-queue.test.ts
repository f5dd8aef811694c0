import assert from "node:assert/strict";
import { test } from "node:test";
import { HiveError } from "@hyperhive/wire";
import { until } from "../lifecycle/lifecycle.test-support.ts";
import { startQueue } from "./builds.test-support.ts";

test("builds are done one at a time, first come first served, and every step is told", async (t) => {
  const { ask, builder, builds, told, states } = startQueue(t);
  const [one, two] = [await ask("coder"), await ask("tester")];
  const first = await builder.nth(0);
  assert.deepEqual([first.job.id, first.job.row.state, states()], [one.id, "running", ["running", "queued"]]);
  assert.equal(builder.runs.length, 1);
  first.end({ state: "failed", note: "no room" });
  const second = await builder.nth(1);
  assert.equal(second.job.id, two.id);
  second.end({ state: "done" });
  await until(() => states()[1] === "done", "the second to end");
  assert.deepEqual(told, ["1 queued", "1 running", "2 queued", "1 failed", "2 running", "2 done"]);
  const { note, started_at, ended_at } = builds.find(one.id);
  assert.deepEqual([note, started_at !== undefined, ended_at !== undefined], ["no room", true, true]);
  assert.equal("note" in builds.find(two.id), false);
});

test("a rebuild that waits is not added twice, one that runs is followed by another", async (t) => {
  const { ask, builder, states } = startQueue(t);
  const running = await ask("coder");
  await builder.nth(0);
  const waiting = await ask("coder");
  assert.deepEqual([waiting.id === running.id, waiting.duplicate], [false, false]);
  assert.deepEqual(await ask("coder"), { id: waiting.id, duplicate: true });
  assert.equal((await ask("tester")).duplicate, false, "another agent's is another");
  assert.deepEqual(states(), ["running", "queued", "queued"]);
});

test("one that waits is cancelled at once and never begins, one that runs when it lets go", async (t) => {
  const { ask, builder, builds, states } = startQueue(t);
  const [one, two] = [await ask("coder"), await ask("tester")];
  const first = await builder.nth(0);
  await builds.cancel(two.id);
  assert.deepEqual([builds.find(two.id).state, builds.find(two.id).note], ["cancelled", "cancelled by the operator"]);
  await builds.cancel(one.id);
  await builds.cancel(one.id);
  assert.equal(first.run.signal.aborted, true);
  await until(() => states()[0] !== "running", "the first to end");
  assert.equal(builder.runs.length, 1, "what was cancelled never began");
  for (const id of [one.id, two.id]) await assert.rejects(builds.cancel(id), { code: "already_decided" });
  await assert.rejects(builds.cancel(99), { code: "not_found" });
});

test("one that could not be called off still waits, and can be called off again", async (t) => {
  const { ask, builder, builds } = startQueue(t);
  await ask("coder");
  const two = await ask("tester");
  const first = await builder.nth(0);
  builder.callOffFailures.push(new Error("the disk is full"));
  await assert.rejects(builds.cancel(two.id), /the disk is full/);
  assert.equal(builds.find(two.id).state, "queued");
  await builds.cancel(two.id);
  assert.equal(builds.find(two.id).state, "cancelled");
  first.end({ state: "done" });
});

test("a bug of ours ends the build it is in, and the next one is done", async (t) => {
  const { ask, builder, builds } = startQueue(t);
  const [one, two] = [await ask("coder"), await ask("tester")];
  (await builder.nth(0)).fail(new TypeError("undefined is no function"));
  (await builder.nth(1)).fail(new HiveError("build_failed", "no such mount"));
  await until(() => builds.find(two.id).state === "failed", "the second to end");
  assert.deepEqual(
    [one, two].map(({ id }) => builds.find(id).note),
    ["something went wrong inside the core; its log has the cause", "no such mount"],
  );
});

test("a queue that cannot note anything down goes on in a while", async (t) => {
  const { ask, builder, builds, clock, sql } = startQueue(t);
  sql("create trigger full before update on builds begin select raise(abort, 'the disk is full'); end");
  const { id } = await ask("coder");
  await until(() => clock.timers() > 0, "the queue to stall");
  assert.deepEqual([builds.find(id).state, builder.runs.length], ["queued", 0]);
  sql("drop trigger full");
  clock.advance(30_000);
  (await builder.nth(0)).end({ state: "done" });
  await until(() => builds.find(id).state === "done", "the build to end");
});

test("a build whose end cannot be noted down has it noted down in a while, before the next one begins", async (t) => {
  const { ask, builder, builds, clock, sql } = startQueue(t);
  const [one, two] = [await ask("coder"), await ask("tester")];
  const first = await builder.nth(0);
  sql("create trigger full before update on builds begin select raise(abort, 'the disk is full'); end");
  first.end({ state: "failed", note: "no room" });
  await until(() => clock.timers() > 0, "the queue to stall");
  assert.deepEqual([builds.find(one.id).state, builder.runs.length], ["running", 1]);
  await assert.rejects(builds.cancel(one.id), { code: "already_decided" });
  sql("drop trigger full");
  clock.advance(30_000);
  (await builder.nth(1)).end({ state: "done" });
  assert.deepEqual([builds.find(one.id).state, builds.find(one.id).note], ["failed", "no room"]);
  await until(() => builds.find(two.id).state === "done", "the next one to end");
});

test("what a build prints is told at once, kept in order, and cut where it is too much", async (t) => {
  const { ask, builder, builds, lines } = startQueue(t);
  const { id } = await ask("coder");
  const { run, end } = await builder.nth(0);
  const stored = () => builds.lines(id).map((line) => ({ ...line }));
  run.print("one");
  run.print("x".repeat(2001));
  assert.deepEqual(
    lines.map(({ seq }) => seq),
    [1, 2],
  );
  assert.deepEqual(stored(), lines, "also before they are stored by themselves");
  assert.equal(lines[1]?.line, `${"x".repeat(2000)}…`);
  for (let n = 0; n < 5100; n += 1) run.print(`${n}`);
  const printed = stored();
  assert.deepEqual([printed.length, printed.at(-1)?.line], [5001, "more than 5000 lines; the rest is left out"]);
  assert.equal(printed.at(-2)?.line, "4997");
  assert.deepEqual(printed, lines);
  end({ state: "done" });
});

test("a build whose output cannot be stored goes on, and those who watch hear it all the same", async (t) => {
  const { ask, builder, builds, lines, lost, sql } = startQueue(t);
  sql("create trigger full before insert on build_lines begin select raise(abort, 'the disk is full'); end");
  const { id } = await ask("coder");
  const { run, end } = await builder.nth(0);
  run.print("one");
  await until(() => lost.length === 1, "the loss to be told");
  assert.deepEqual([lines.length, builds.lines(id)], [1, []]);
  sql("drop trigger full");
  run.print("two");
  end({ state: "done" });
  await until(() => builds.find(id).state === "done", "the build to end");
  assert.deepEqual(
    builds.lines(id).map(({ seq, line }) => [seq, line]),
    [[2, "two"]],
  );
});

test("a queue that is closed begins nothing more and leaves what ran for the next core to tell", async (t) => {
  const { ask, builder, builds, queue } = startQueue(t);
  const [one, two] = [await ask("coder"), await ask("tester")];
  const { run } = await builder.nth(0);
  await queue.close();
  assert.equal((run.signal.reason as HiveError).code, "shutting_down");
  assert.deepEqual(
    [builds.find(one.id).state, builds.find(two.id).state, builder.runs.length],
    ["running", "queued", 1],
  );
});
