import assert from "node:assert/strict";
import { test } from "node:test";
import { walkOf } from "./build-walk.ts";

const said = (...asked: Parameters<typeof walkOf>) => walkOf(...asked).map(({ word, state }) => `${state} ${word}`);

test("a build walks from the proposal over approval and build to the deploy", () => {
  assert.deepEqual(said("apply_commit", "building"), [
    "done proposal",
    "done approved",
    "now building",
    "next deployed",
  ]);
  assert.deepEqual(said("apply_commit", "deploying"), [
    "done proposal",
    "done approved",
    "done building",
    "now deploying",
  ]);
});

test("a rebuild is nobody's decision, and a build whose approval is not known still says where it is", () => {
  assert.deepEqual(said("rebuild", undefined), ["done asked", "done queued", "now building", "next deployed"]);
  assert.deepEqual(said("spawn", undefined), ["done request", "done approved", "now creating", "next running"]);
});
