import assert from "node:assert/strict";
import { test } from "node:test";
import { MAX_PENDING_APPROVALS, toAgentName } from "@hyperhive/wire";
import { startDeployStage } from "../deploy/deploy-stage.test-support.ts";

test("what waits is judged anew when its agent runs with something else", async (t) => {
  const { core, commit, submit, untilBuilt, view } = await startDeployStage(t);
  const open = await submit("coder", commit("coder", { "agent.yaml": "network: host\n" }));
  await core.approvals.approve(open.id);
  await untilBuilt(open.id);
  const closing = await submit("coder", commit("coder", { "agent.yaml": "network: none\n" }));
  const opening = await submit("coder", commit("coder", { "agent.yaml": "network: host\nmodel: opus\n" }));
  assert.equal(view(opening.id).risk?.level, "low", "beside the open network that runs it changes the model only");
  await core.approvals.approve(closing.id);
  await untilBuilt(closing.id);
  assert.deepEqual(view(opening.id).risk, {
    level: "high",
    reasons: ["network: none → host", "model: `haiku` → `opus`"],
  });
  assert.deepEqual((await core.approvals.diff(opening.id, "running")).risk, view(opening.id).risk);
});

test("however much the manager asks for, the operator can ask for an agent", async (t) => {
  const { core } = await startDeployStage(t);
  const ask = async (_: unknown, at: number) =>
    await core.approvals.requestInitConfig("manager", { name: toAgentName(`agent-${at}`) });
  const asked = await Promise.allSettled(Array.from({ length: MAX_PENDING_APPROVALS + 100 }, ask));
  assert.equal(asked.filter(({ status }) => status === "fulfilled").length, MAX_PENDING_APPROVALS);
  await core.approvals.requestSpawn("operator", { name: toAgentName("mine") });
});
