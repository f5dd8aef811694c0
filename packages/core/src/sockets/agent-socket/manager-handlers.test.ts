import assert from "node:assert/strict";
import { appendFileSync } from "node:fs";
import { test } from "node:test";
import { agentVerbs, hostVerbs, toAgentName, type Risk } from "@hyperhive/wire";
import { agentPaths } from "../../agents/agent-paths.ts";
import { git, startDeployStage, type DeployStage } from "../../deploy/deploy-stage.test-support.ts";
import { until } from "../../lifecycle/lifecycle.test-support.ts";
import type { Answer } from "../raw-client.test-support.ts";

const BARE_OK = { version: 1, ok: true };
const OPUS = { "agent.yaml": "model: opus\nnetwork: none\n" };

/** A request of each verb that is the manager's alone; each would do something if it were carried out. */
const requests = (sha: string) => [
  { cmd: "request_apply_commit", agent: "coder", commit_ref: sha },
  { cmd: "request_spawn", name: "tester" },
  { cmd: "request_init_config", name: "tester" },
  { cmd: "kill", name: "manager" },
  { cmd: "kill", name: "coder" },
  { cmd: "start", name: "coder" },
  { cmd: "restart", name: "coder" },
  { cmd: "update", name: "coder" },
  { cmd: "get_logs", name: "manager" },
];

test("on another agent's socket every verb of the manager is forbidden and changes nothing", async (t) => {
  const stage = await startDeployStage(t);
  const { agent, runtime, commit } = stage;
  const sha = commit("coder", OPUS);
  const before = everything(stage);
  runtime.calls.length = 0;
  const client = agent("coder");
  for (const request of requests(sha)) {
    const answer = await client.ask({ ...request, from: "manager", caller: "manager" });
    assert.deepEqual([answer.ok, answer.code], [false, "forbidden"], request.cmd);
    assert.match(answer.error ?? "", /only the manager may do that/);
  }
  assert.deepEqual(runtime.calls, []);
  assert.deepEqual(everything(stage), before);
});

test("neither an agent nor the manager has a verb that decides", async (t) => {
  const stage = await startDeployStage(t);
  const { agent, commit, submit } = stage;
  const { id } = await submit("coder", commit("coder", OPUS));
  const before = everything(stage);
  const verbs = ["approve", "deny", "revise", "diff", "destroy", "rebuild", "cancel_build", "spawn", "pending"];
  for (const name of ["coder", "manager"]) {
    const client = agent(name);
    for (const cmd of verbs) {
      const answer = await client.ask({ cmd, id, name: "coder", note: "x", base: "running", purge: true });
      assert.deepEqual([answer.ok, answer.code], [false, "unknown_command"], `${name}: ${cmd}`);
    }
  }
  for (const cmd of verbs) assert.ok(cmd in hostVerbs && !(cmd in agentVerbs), cmd);
  assert.deepEqual(everything(stage), before);
});

test("the manager proposes a commit, and the same key again answers the same", async (t) => {
  const { agent, commit, view } = await startDeployStage(t);
  const sha = commit("coder", OPUS);
  const request = { cmd: "request_apply_commit", agent: "coder", commit_ref: sha, description: "better", key: "k" };
  const client = agent("manager");
  const answer = await client.ask(request);
  checkKeys(answer, ["approval_id", "duplicate", "ok", "risk", "sha", "supersedes", "version"]);
  assert.deepEqual([answer["sha"], answer["duplicate"], answer["supersedes"]], [sha, false, []]);
  assert.equal((answer["risk"] as Risk).level, "low");
  const id = answer["approval_id"] as number;
  assert.partialDeepStrictEqual(view(id), {
    agent: "coder",
    requested_by: "manager",
    stage: "pending",
    description: "better",
  });
  assert.deepEqual(await client.ask(request), { ...answer, duplicate: true });
  assert.equal((await client.ask({ ...request, description: "other" })).code, "key_reused");
});

test("the manager asks for agents in one step and in two, and a name that cannot be is refused at once", async (t) => {
  const { agent, core } = await startDeployStage(t);
  const client = agent("manager");
  for (const [cmd, name, id] of [
    ["request_spawn", "tester", 1],
    ["request_init_config", "writer", 2],
  ] as const) {
    const request = { cmd, name, key: "k" };
    assert.deepEqual(await client.ask(request), { ...BARE_OK, approval_id: id, duplicate: false });
    assert.deepEqual(await client.ask(request), { ...BARE_OK, approval_id: id, duplicate: true });
    assert.equal((await client.ask({ cmd, name: "coder" })).code, "agent_exists");
    assert.equal((await client.ask({ cmd, name: "hm1nd" })).code, "reserved_name");
    assert.equal((await client.ask({ cmd, name: "../x" })).code, "invalid_name");
    assert.equal((await client.ask({ cmd, name, key: "other" })).code, "agent_exists", "it is asked for already");
  }
  assert.equal(core.approvals.pending().length, 2);
  assert.deepEqual(core.agents.names(), ["manager", "coder"], "nothing is made before the operator has decided");
});

test("the manager kills, starts and restarts others, and is not told what it did itself", async (t) => {
  const { agent, core, runtime, told } = await startDeployStage(t);
  const client = agent("manager");
  const before = told();
  runtime.calls.length = 0;
  assert.deepEqual(await client.ask({ cmd: "kill", name: "coder" }), BARE_OK);
  assert.equal(core.agents.view("coder").running, false);
  assert.deepEqual(await client.ask({ cmd: "kill", name: "coder" }), BARE_OK, "one that is stopped is no error");
  assert.deepEqual(await client.ask({ cmd: "start", name: "coder" }), BARE_OK);
  assert.deepEqual(await client.ask({ cmd: "restart", name: "coder" }), BARE_OK);
  assert.deepEqual(
    runtime.calls.filter((call) => call.startsWith("start")),
    ["start h-coder", "start h-coder"],
  );
  assert.equal(core.agents.view("coder").running, true);
  assert.deepEqual(told(), before);
  for (const cmd of ["kill", "start", "restart", "update", "get_logs"])
    assert.equal((await client.ask({ cmd, name: "nobody" })).code, "unknown_agent", cmd);
});

test("the manager cannot kill, start or restart itself under either name, and may rebuild itself", async (t) => {
  const { agent, core, runtime, untilBuild } = await startDeployStage(t);
  const client = agent("manager");
  runtime.calls.length = 0;
  for (const name of ["manager", "hm1nd"])
    for (const cmd of ["kill", "start", "restart"]) {
      const answer = await client.ask({ cmd, name });
      assert.deepEqual([answer.ok, answer.code], [false, "forbidden"], `${cmd} ${name}`);
      assert.match(answer.error ?? "", /call `update` to be rebuilt/);
    }
  assert.deepEqual(runtime.calls, []);
  const { build_id: id } = await client.ask({ cmd: "update", name: "hm1nd" });
  assert.equal((await untilBuild((build) => build.id === id)).state, "done");
  assert.equal(core.agents.view("manager").running, true);
});

test("an update is queued once while it waits", async (t) => {
  const { agent, runtime, core } = await startDeployStage(t);
  runtime.nextBuilds.push({ hangs: true });
  const client = agent("manager");
  assert.deepEqual(await client.ask({ cmd: "update", name: "coder" }), { ...BARE_OK, build_id: 1, duplicate: false });
  await until(() => runtime.building === 1, "the first to build");
  assert.deepEqual(await client.ask({ cmd: "update", name: "coder" }), { ...BARE_OK, build_id: 2, duplicate: false });
  assert.deepEqual(await client.ask({ cmd: "update", name: "coder" }), { ...BARE_OK, build_id: 2, duplicate: true });
  assert.equal(core.builds.find(1).requested_by, "manager");
});

test("the manager reads the end of a log", async (t) => {
  const { agent, config } = await startDeployStage(t);
  appendFileSync(agentPaths(config, toAgentName("coder")).log, "one\ntwo\nthree\n");
  const client = agent("manager");
  const answer = await client.ask({ cmd: "get_logs", name: "coder", lines: 2 });
  assert.deepEqual(answer, { ...BARE_OK, lines: ["two", "three"] });
  for (const lines of [0, 1001, -1, 1.5])
    assert.equal((await client.ask({ cmd: "get_logs", name: "coder", lines })).code, "bad_request");
});

function everything({ core, applied }: DeployStage): object {
  return {
    agents: core.agents.views(),
    pending: core.approvals.pending(),
    decided: core.approvals.resolved({ limit: 100 }),
    builds: core.builds.newest(100),
    refs: git(applied("coder"), "for-each-ref"),
    inbox: core.broker.recent("manager", 100),
  };
}

function checkKeys(answer: Answer, keys: readonly string[]): void {
  assert.deepEqual(Object.keys(answer).toSorted(), keys);
}
