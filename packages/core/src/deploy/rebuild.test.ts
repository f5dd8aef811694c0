import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { toAgentName, type HelperEvent } from "@hyperhive/wire";
import { until } from "../lifecycle/lifecycle.test-support.ts";
import { git, startDeployStage, type DeployStage } from "./deploy-stage.test-support.ts";

const coder = toAgentName("coder");
const OPUS = { "agent.yaml": "model: opus\n" };

test("a rebuild brings an agent to what is deployed once more, and the manager hears it once", async (t) => {
  const { core, runtime, untilBuild, told, applied, agent } = await startDeployStage(t);
  const main = git(applied("coder"), "rev-parse", "main");
  runtime.calls.length = 0;
  const { id } = await core.builds.rebuild("operator", coder);
  assert.equal((await untilBuild((build) => build.id === id)).state, "done");
  assert.deepEqual(runtime.calls, ["build b-coder", "stop h-coder", "start h-coder"]);
  assert.deepEqual(rebuilt(told()), [
    { event: "rebuilt", agent: "coder", build_id: id, ok: true, sha: main, tag: "deployed/0" },
  ]);
  assert.equal((await agent("coder").ask({ cmd: "whoami" }))["name"], "coder", "its sockets are there again");
});

test("a rebuild that fails says why, and the agent goes on as it was", async (t) => {
  const { core, runtime, untilBuild, told, applied } = await startDeployStage(t);
  const main = git(applied("coder"), "rev-parse", "main");
  runtime.nextBuilds.push({ failure: "mount /srv/data is not there" });
  runtime.calls.length = 0;
  const { id } = await core.builds.rebuild("operator", coder);
  const build = await untilBuild((found) => found.id === id);
  assert.equal(build.state, "failed");
  assert.match(build.note ?? "", /\/srv\/data is not there/);
  assert.deepEqual(runtime.calls, ["build b-coder"]);
  assert.equal(core.agents.view("coder").running, true);
  assert.deepEqual(rebuilt(told()), [
    { event: "rebuilt", agent: "coder", build_id: id, ok: false, sha: main, tag: "deployed/0", note: build.note ?? "" },
  ]);
});

test("what waits to be built for an agent that is destroyed is called off, and brings nobody back", async (t) => {
  const { core, runtime, commit, submit, untilBuild, view } = await startDeployStage(t);
  runtime.nextBuilds.push({ hangs: true });
  const first = await core.builds.rebuild("operator", toAgentName("manager"));
  const waiting = await core.builds.rebuild("operator", coder);
  const { id } = await submit("coder", commit("coder", OPUS));
  await core.approvals.approve(id);
  await core.agents.destroy("coder", { purge: false });
  await core.builds.cancel(first.id);
  await untilBuild((build) => build.id === first.id);
  assert.deepEqual([core.builds.find(waiting.id).state, view(id).status], ["cancelled", "failed"]);
  assert.deepEqual([core.agents.names(), runtime.calls.includes("build b-coder")], [["manager"], false]);
});

test("rebuilds are cancelled, waiting or running, and the manager hears it once each", async (t) => {
  const { core, runtime, untilBuild, told } = await startDeployStage(t);
  runtime.nextBuilds.push({ hangs: true });
  runtime.calls.length = 0;
  const one = await core.builds.rebuild("manager", coder);
  await until(() => runtime.building === 1, "the first to build");
  const two = await core.builds.rebuild("manager", coder);
  await core.builds.cancel(two.id);
  await core.builds.cancel(one.id);
  const ended = await untilBuild(({ id }) => id === one.id);
  assert.deepEqual([ended.state, core.builds.find(two.id).state], ["cancelled", "cancelled"]);
  assert.deepEqual(runtime.calls, ["build b-coder"], "the agent itself was left alone");
  assert.partialDeepStrictEqual(rebuilt(told()), [
    { build_id: two.id, ok: false, note: "cancelled by the operator" },
    { build_id: one.id, ok: false, note: "cancelled by the operator" },
  ]);
  await assert.rejects(core.builds.cancel(one.id), { code: "already_decided" });
});

test("the build of a proposal is cancelled while it waits, and nothing of it has happened", async (t) => {
  const stage = await startDeployStage(t);
  const { core, runtime, commit, submit, applied } = stage;
  const main = git(applied("coder"), "rev-parse", "main");
  runtime.nextBuilds.push({ hangs: true });
  const blocking = await core.builds.rebuild("operator", toAgentName("manager"));
  const { id } = await submit("coder", commit("coder", OPUS));
  await core.approvals.approve(id);
  const build = core.builds.newest(1).at(-1);
  await core.builds.cancel(build?.id ?? 0);
  checkCancelled(stage, { id, main });
  await core.builds.cancel(blocking.id);
  assert.equal(runtime.calls.includes("build b-coder"), false);
});

test("the build of a proposal is cancelled while it runs, and the agent goes on as it was", async (t) => {
  const stage = await startDeployStage(t);
  const { core, runtime, commit, submit, applied, untilBuilt } = stage;
  const main = git(applied("coder"), "rev-parse", "main");
  runtime.nextBuilds.push({ hangs: true });
  const { id } = await submit("coder", commit("coder", OPUS));
  await core.approvals.approve(id);
  await until(() => runtime.building === 1, "the build to begin");
  const startedAt = runtime.cages.get("h-coder")?.startedAt;
  await core.builds.cancel(core.builds.newest(1).at(-1)?.id ?? 0);
  await untilBuilt(id);
  checkCancelled(stage, { id, main });
  assert.equal(runtime.cages.get("h-coder")?.startedAt, startedAt, "its cage was left alone");
  const again = await submit("coder", commit("coder", { "agent.yaml": "model: sonnet\n" }));
  await core.approvals.approve(again.id);
  assert.equal((await untilBuilt(again.id)).state, "done", "the queue goes on");
});

test("what waited is built by the next core, and a rebuild that ran is told as cut off", async (t) => {
  const { core, start, runtime, commit, submit, told } = await startDeployStage(t);
  runtime.nextBuilds.push({ hangs: true });
  const cutOff = await core.builds.rebuild("manager", coder);
  await until(() => runtime.building === 1, "the rebuild to begin");
  const waiting = await core.builds.rebuild("manager", toAgentName("manager"));
  const { id } = await submit("coder", commit("coder", OPUS));
  await core.approvals.approve(id);
  await core.stop();
  assert.equal(runtime.building, 0);
  const next = await start();
  await until(() => next.approvals.view(id).stage === "deployed", "what waited to be built");
  assert.deepEqual([next.builds.find(cutOff.id).state, next.builds.find(waiting.id).state], ["failed", "done"]);
  assert.match(next.builds.find(cutOff.id).note ?? "", /the core was restarted while it ran; ask for it again/);
  assert.partialDeepStrictEqual(rebuilt(told(next)), [
    { build_id: cutOff.id, ok: false },
    { build_id: waiting.id, ok: true },
  ]);
});

test("a proposal whose build the core's stop cut off is failed by the next core, with its tag", async (t) => {
  const stage = await startDeployStage(t);
  const { core, start, runtime, commit, submit, tags, configOf } = stage;
  runtime.nextBuilds.push({ hangs: true });
  const { id } = await submit("coder", commit("coder", OPUS));
  await core.approvals.approve(id);
  await until(() => runtime.building === 1, "the build to begin");
  await core.stop();
  const next = await start();
  assert.deepEqual([next.approvals.view(id).stage, next.builds.newest(1).at(-1)?.state], ["failed", "failed"]);
  assert.match(tags("coder")[`failed/${id}`] ?? "", /the core was restarted/);
  const config = await configOf("coder");
  assert.deepEqual([config.ok && config.config.model, next.agents.view("coder").running], [undefined, true]);
});

test("a core comes up although what was cut off cannot be made up for, and the agent shows as failed", async (t) => {
  const { core, start, runtime, commit, submit, applied } = await startDeployStage(t);
  runtime.nextBuilds.push({ hangs: true });
  const { id } = await submit("coder", commit("coder", OPUS));
  await core.approvals.approve(id);
  await until(() => runtime.building === 1, "the build to begin");
  await core.stop();
  rmSync(join(applied("coder"), "HEAD"));
  const next = await start();
  assert.deepEqual([next.approvals.view(id).stage, next.builds.newest(1).at(-1)?.state], ["failed", "failed"]);
  assert.deepEqual([next.agents.view("manager").running, next.agents.view("coder").failed], [true, true]);
  const { id: other } = await next.builds.rebuild("operator", toAgentName("manager"));
  await until(() => next.builds.find(other).state === "done", "the manager to be rebuilt");
  await next.agents.destroy("coder", { purge: true });
  assert.deepEqual(next.agents.names(), ["manager"]);
});

function rebuilt(events: readonly HelperEvent[]): HelperEvent[] {
  return events.filter(({ event }) => event === "rebuilt");
}

type Cancelled = { readonly id: number; readonly main: string };

function checkCancelled({ core, view, tags, told, applied }: DeployStage, { id, main }: Cancelled): void {
  const build = core.builds.newest(100).find(({ approval_id }) => approval_id === id);
  assert.deepEqual([build?.state, build?.note], ["cancelled", "cancelled by the operator"]);
  assert.deepEqual([view(id).stage, view(id).note], ["failed", "cancelled by the operator"]);
  assert.equal(tags("coder")[`failed/${id}`], "cancelled by the operator");
  assert.equal(git(applied("coder"), "rev-parse", "main"), main);
  const ends = told().filter((event) => event.event === "approval_resolved" && event.id === id);
  assert.partialDeepStrictEqual(ends, [{ status: "failed", tag: `failed/${id}`, note: "cancelled by the operator" }]);
  assert.equal(core.agents.view("coder").running, true);
}

test("a rebuild gives back a proposed repo that is gone", async (t) => {
  const { core, untilBuild, proposed, commit } = await startDeployStage(t);
  rmSync(proposed("coder"), { recursive: true });
  const { id } = await core.builds.rebuild("operator", coder);
  assert.equal((await untilBuild((build) => build.id === id)).state, "done");
  assert.match(commit("coder", OPUS), /^[0-9a-f]{40}$/);
});
