import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import type { ApprovalStep } from "../approvals/approval-step.ts";
import { createManualClock } from "../clock.test-support.ts";
import { until } from "../lifecycle/lifecycle.test-support.ts";
import { git, startDeployStage } from "./deploy-stage.test-support.ts";

/** A hive in which a deploy has got past its build and cannot be completed, until the trouble is mended. */
async function startBroken(t: TestContext) {
  const clock = createManualClock(Date.now());
  const trouble = { isThere: true, tries: 0 };
  const onApprovalStep = (step: ApprovalStep) => {
    if (step !== "finalized" || !trouble.isThere) return;
    trouble.tries += 1;
    throw new Error("the disk is full");
  };
  const stage = await startDeployStage(t, {}, { clock, onApprovalStep });
  const { id } = await stage.submit("coder", stage.commit("coder", { "agent.yaml": "model: opus\n" }));
  await stage.core.approvals.approve(id);
  await until(() => trouble.tries === 1, "the first try");
  const isOver = () => stage.core.builds.newest(1).at(-1)?.ended_at !== undefined;
  return {
    ...stage,
    id,
    clock,
    trouble,
    goOn: async () => await until(() => (clock.advance(10_000), isOver()), "the build to end"),
  };
}

test("what runs already is deployed as soon as it can be", async (t) => {
  const { id, trouble, view, goOn, applied, tags } = await startBroken(t);
  assert.equal(view(id).stage, "deploying");
  trouble.isThere = false;
  await goOn();
  assert.equal(view(id).stage, "deployed");
  assert.equal(git(applied("coder"), "rev-parse", "main"), git(applied("coder"), "rev-parse", `deployed/${id}`));
  assert.ok(`deployed/${id}` in tags("coder"));
});

test("one that is destroyed before it could be deployed holds up nobody's builds", async (t) => {
  const { core, id, trouble, view, goOn, meta } = await startBroken(t);
  await core.agents.destroy("coder", { purge: true });
  await goOn();
  assert.deepEqual([view(id).stage, view(id).note], ["failed", "coder was destroyed before it was deployed"]);
  trouble.isThere = false;
  const { id: next } = await core.builds.rebuild("operator", core.agents.resolve("manager"));
  await until(() => core.builds.find(next).state === "done", "the next build");
  assert.doesNotMatch(git(meta, "show", "HEAD:hive.lock.json"), /agent-coder/);
});

test("a core comes up although what was being deployed is gone", async (t) => {
  const { core, start, id, clock } = await startBroken(t);
  await core.agents.destroy("coder", { purge: true });
  await core.stop();
  assert.equal(clock.timers(), 0, "a stop does not wait for the next try");
  const next = await start();
  assert.deepEqual([next.approvals.view(id).stage, next.builds.newest(1).at(-1)?.state], ["failed", "failed"]);
});

test("what was built is deployed although that could not be noted down at first", async (t) => {
  const clock = createManualClock(Date.now());
  let isFull = false;
  const onApprovalStep = (step: ApprovalStep) => {
    if (step === "raised") isFull = true;
    if (step === "deploying" && isFull) throw new Error("the disk is full");
  };
  const { core, submit, commit, view } = await startDeployStage(t, {}, { clock, onApprovalStep });
  const { id } = await submit("coder", commit("coder", { "agent.yaml": "model: opus\n" }));
  await core.approvals.approve(id);
  await until(() => isFull, "the build to be done");
  await core.agents.spawn("tester");
  isFull = false;
  await until(() => (clock.advance(10_000), view(id).stage === "deployed"), "the deploy");
});

test("what failed is told although that could not be noted down at first", async (t) => {
  const clock = createManualClock(Date.now());
  let tries = 0;
  const onApprovalStep = (step: ApprovalStep) => {
    if (step === "failing" && ++tries < 3) throw new Error("the disk is full");
  };
  const { core, runtime, submit, commit, view, told } = await startDeployStage(t, {}, { clock, onApprovalStep });
  const { id } = await submit("coder", commit("coder", { "agent.yaml": "model: opus\n" }));
  runtime.nextBuilds.push({ failure: "it cannot run here" });
  await core.approvals.approve(id);
  await until(() => tries === 1, "the first try");
  assert.equal(view(id).stage, "failing");
  await until(() => (clock.advance(10_000), view(id).stage === "failed"), "the end");
  assert.equal(view(id).note, "it cannot run here");
  assert.equal(told().filter(({ event }) => event === "approval_resolved").length, 1);
});
