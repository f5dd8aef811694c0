import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import type { AgentEvent, HelperEvent } from "@hyperhive/wire";
import type { Core } from "../core.ts";
import { git, startDeployStage, type DeployStage } from "../deploy/deploy-stage.test-support.ts";
import { tempFolderOf } from "../temp-folder.test-support.ts";
import { until } from "./lifecycle.test-support.ts";

test("the manager hears once that the operator stopped an agent, and nothing of its own end", async (t) => {
  const { core, host, told, applied } = await startDeployStage(t);
  const sha = git(applied("coder"), "rev-parse", "main");
  const stop = (name: string) => host().ask({ cmd: "stop", scope: { agent_names: [name] } });
  for (let n = 0; n < 2; n += 1) await stop("coder");
  await stop("manager");
  assert.deepEqual(told(), [{ event: "killed", agent: "coder", sha, tag: "deployed/0" }]);
  await core.agents.start("coder");
  await core.agents.stop("coder", { graceful: false });
  assert.equal(told().length, 2, "each time anew");
});

test("the manager hears once when an agent needs its log-in and once when it has it again", async (t) => {
  const stage = await startDeployStage(t);
  const say = speaker(stage, "coder");
  await say("needs_login", "needs_login", "idle", "thinking", "needs_login", "idle");
  await until(() => stage.told().length >= 4, "the log-ins to be told");
  assert.deepEqual(
    stage.told().map(({ event }) => event),
    ["needs_login", "logged_in", "needs_login", "logged_in"],
  );
  assert.equal(stage.core.agents.view("coder").needs_login, false);
});

test("what a later core reads in a history it does not tell once more", async (t) => {
  const stage = await startDeployStage(t);
  await speaker(stage, "coder")("needs_login");
  await until(() => stage.told().length === 1, "the log-in to be told");
  await stage.core.stop();
  const next = await stage.start();
  assert.equal(next.agents.view("coder").needs_login, true);
  assert.deepEqual(stage.told(next), [{ event: "needs_login", agent: "coder" }]);
});

test("the operator hears that the manager needs its log-in, since it could not read that", async (t) => {
  const stage = await startDeployStage(t);
  await speaker(stage, "manager")("needs_login", "idle");
  const heard = () => bodies(stage.core, "operator").map(({ event }) => event);
  await until(() => heard().length === 2, "the operator to hear of it");
  assert.deepEqual([heard(), stage.told()], [["needs_login", "logged_in"], []]);
});

test("a new hyperhive tells once of each agent that another one started, and no more after a rebuild", async (t) => {
  const codeRoot = tempFolderOf(t);
  execFileSync("git", ["init", "--quiet", codeRoot], { env: { PATH: "/usr/bin:/bin" } });
  const release = () => {
    git(codeRoot, "commit", "--quiet", "--allow-empty", "-m", "release");
    return git(codeRoot, "rev-parse", "--short=12", "HEAD");
  };
  const first = release();
  const stage = await startDeployStage(t, { codeRoot });
  assert.equal(stage.core.agents.view("coder").needs_update, false);
  await stage.core.stop();
  const second = release();
  const next = await stage.start();
  const note = `its cage was started by hyperhive ${first}; this is ${second}`;
  assert.deepEqual(stage.told(next), [{ event: "needs_update", agent: "coder", note }]);
  assert.partialDeepStrictEqual(bodies(next, "operator"), [{ event: "needs_update", agent: "manager" }]);
  assert.deepEqual(needing(next), ["manager", "coder"]);
  await next.stop();
  const again = await stage.start();
  assert.equal(stage.told(again).length, 1, "the same hyperhive has nothing new to tell");
  const { id } = await again.builds.rebuild("operator", again.agents.resolve("coder"));
  await until(() => again.builds.find(id).ended_at !== undefined, "the rebuild to end");
  assert.deepEqual(needing(again), ["manager"]);
});

test("the manager hears of an agent that is destroyed, and that its files were purged", async (t) => {
  const { core, told, applied } = await startDeployStage(t);
  const sha = git(applied("coder"), "rev-parse", "main");
  await core.agents.destroy("coder", { purge: false });
  await core.agents.destroy("coder", { purge: true });
  await assert.rejects(core.agents.destroy("coder", { purge: true }), { code: "unknown_agent" });
  assert.deepEqual(told(), [
    { event: "destroyed", agent: "coder", purged: false, sha, tag: "deployed/0" },
    { event: "destroyed", agent: "coder", purged: true },
  ]);
});

/** Says that an agent's turns are in these states, one after the other, as its harness would. */
function speaker({ agent }: DeployStage, name: string) {
  return async (...states: readonly string[]) => {
    const events = states.map((state, index) => ({
      seq: index + 1,
      at: 1_000 + index,
      event: { kind: "turn_state_changed", state, since: 1 } as AgentEvent,
    }));
    const answer = await agent(name).ask({ cmd: "push_events", boot_id: "boot", events });
    assert.equal(answer.ok, true);
  };
}

function bodies(core: Core, recipient: string): HelperEvent[] {
  return core.broker.recent(recipient, 100).map(({ body }) => JSON.parse(body) as HelperEvent);
}

function needing(core: Core): string[] {
  return core.agents
    .views()
    .filter((view) => view.needs_update)
    .map(({ name }) => name);
}
