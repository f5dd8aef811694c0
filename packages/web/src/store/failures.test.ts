import assert from "node:assert/strict";
import { test } from "node:test";
import { failuresOf, reduceFailures } from "./failures.ts";
import { sampleBuild } from "./sample.ts";

const failed = sampleBuild(3, { state: "failed", note: "no such image" });
const failures = failuresOf([sampleBuild(2, { state: "done" }), failed]);

test("the last build of an agent tells whether something is wrong with it", () => {
  assert.deepEqual(failures, { coder: { text: "no such image", kind: "rebuild" } });
  assert.deepEqual(failuresOf([failed, sampleBuild(4, { state: "done" })]), {});
  assert.deepEqual(failuresOf([failed, sampleBuild(4, { state: "queued" })]), {}, "another try is under way");
  assert.deepEqual(failuresOf([failed, sampleBuild(4, { state: "cancelled" })]), failures, "nothing was mended");
});

test("an action that fails is remembered with its reason, a newer action forgets it", () => {
  const told = reduceFailures(failures, { kind: "transient_cleared", name: "scout", error: "it did not stop in 10 s" });
  assert.deepEqual(told["scout"], { text: "it did not stop in 10 s" });
  assert.deepEqual(told["coder"], failures["coder"]);
  assert.deepEqual(
    reduceFailures(told, { kind: "transient_set", name: "scout", transient: "stopping", since: 1 }),
    failures,
  );
});

test("an action that goes well says nothing about an earlier failure of a build", () => {
  assert.equal(reduceFailures(failures, { kind: "transient_cleared", name: "coder" }), failures);
});

test("a build that is queued, or done, or an agent that is gone ends it", () => {
  for (const state of ["queued", "running", "done"] as const)
    assert.deepEqual(reduceFailures(failures, { kind: "build_changed", build: sampleBuild(9, { state }) }), {});
  assert.deepEqual(reduceFailures(failures, { kind: "container_removed", name: "coder" }), {});
});
