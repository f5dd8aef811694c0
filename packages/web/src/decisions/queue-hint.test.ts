import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleBuild } from "../store/sample.ts";
import { queueHint } from "./queue-hint.ts";

test("a build comes after the last one that waits or runs, named by its approval or its agent", () => {
  assert.equal(queueHint([]), undefined);
  assert.equal(queueHint([sampleBuild(1, { state: "done", approval_id: 80 })]), undefined);
  assert.equal(
    queueHint([sampleBuild(1, { state: "running", approval_id: 86 }), sampleBuild(2, { state: "failed" })]),
    "builds after #86",
  );
  assert.equal(queueHint([sampleBuild(3, { agent: "manager" })]), "builds after the rebuild of hm1nd");
});
