import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { toAgentName } from "@hyperhive/wire";
import { git, startDeployStage } from "../deploy/deploy-stage.test-support.ts";

const coder = toAgentName("coder");

test("a denied proposal is tagged with the reason and the manager hears it", async (t) => {
  const { core, commit, submit, tags, told, view, applied } = await startDeployStage(t);
  const main = git(applied("coder"), "rev-parse", "main");
  const { id, sha } = await submit("coder", commit("coder", { "agent.yaml": "model: opus\n" }));
  await core.approvals.deny(id, "too dear");
  assert.deepEqual([view(id).status, view(id).note, core.approvals.pendingRows()], ["denied", "too dear", []]);
  assert.equal(tags("coder")[`denied/${id}`], "too dear");
  assert.equal(git(applied("coder"), "rev-parse", "main"), main);
  assert.deepEqual(told().at(-1), {
    event: "approval_resolved",
    id,
    agent: "coder",
    kind: "apply_commit",
    status: "denied",
    sha,
    tag: `denied/${id}`,
    note: "too dear",
  });
  for (const again of [
    () => core.approvals.approve(id),
    () => core.approvals.deny(id),
    () => core.approvals.revise(id, "x"),
  ])
    await assert.rejects(again, { code: "already_decided", message: `#${id} is denied already` });
});

test("of decisions at once one counts, and the others are told which", async (t) => {
  const { core, commit, submit, tags, view, untilBuilt } = await startDeployStage(t);
  const { id } = await submit("coder", commit("coder", { "agent.yaml": "model: opus\n" }));
  const { approvals } = core;
  const all = await Promise.allSettled([approvals.approve(id), approvals.deny(id, "x"), approvals.approve(id)]);
  assert.deepEqual(
    all.map((one) => (one.status === "fulfilled" ? "ok" : (one.reason as Error).message)),
    ["ok", `#${id} is approved already`, `#${id} is approved already`],
  );
  await untilBuilt(id);
  assert.deepEqual([view(id).stage, core.builds.newest(10).length], ["deployed", 1]);
  assert.equal(`denied/${id}` in tags("coder"), false);
});

test("a client's empty field is no reason and no obstacle", async (t) => {
  const { commit, submit, view, host } = await startDeployStage(t);
  for (const [n, note] of ["", "  ", null].entries()) {
    const { id } = await submit("coder", commit("coder", { "agent.yaml": `model: m${n}\n` }));
    assert.equal((await host().ask({ cmd: "deny", id, note })).ok, true);
    assert.deepEqual([view(id).status, view(id).note], ["denied", undefined]);
  }
});

test("a deny needs no reason", async (t) => {
  const { core, commit, submit, tags, told } = await startDeployStage(t);
  const { id } = await submit("coder", commit("coder", { "agent.yaml": "model: opus\n" }));
  await core.approvals.deny(id);
  assert.ok(`denied/${id}` in tags("coder"));
  const last = told().at(-1);
  assert.equal(last?.event === "approval_resolved" && "note" in last, false);
});

test("a proposal sent back to be revised is over, and its revision is a new one", async (t) => {
  const { core, commit, submit, tags, told, view, untilBuilt } = await startDeployStage(t);
  const first = await submit("coder", commit("coder", { "agent.yaml": "model: opus\n" }));
  await core.approvals.revise(first.id, "sonnet will do");
  assert.deepEqual([view(first.id).status, view(first.id).note], ["revise", "sonnet will do"]);
  assert.equal(tags("coder")[`revise/${first.id}`], "sonnet will do");
  const last = told().at(-1);
  assert.deepEqual(last?.event === "approval_resolved" && [last.status, last.tag, last.note], [
    "revise",
    `revise/${first.id}`,
    "sonnet will do",
  ]);
  const second = await submit("coder", commit("coder", { "agent.yaml": "model: sonnet\n" }));
  assert.deepEqual(second.supersedes, []);
  await core.approvals.approve(second.id);
  assert.equal((await untilBuilt(second.id)).state, "done");
});

test("a spawn can be sent back to the manager, who asks anew; the operator's own can only be denied", async (t) => {
  const { core, told, view } = await startDeployStage(t);
  const name = toAgentName("tester");
  const first = await core.approvals.requestSpawn("manager", { name });
  await core.approvals.revise(first.id, "say what it is for");
  assert.equal(view(first.id).status, "revise");
  const last = told().at(-1);
  assert.deepEqual(last?.event === "approval_resolved" && [last.kind, last.status, last.note], [
    "spawn",
    "revise",
    "say what it is for",
  ]);
  const second = await core.approvals.requestSpawn("manager", { name, description: "runs the tests" });
  assert.equal(view(second.id).description, "runs the tests");
  await core.approvals.deny(second.id, "no");
  const { id } = await core.approvals.requestSpawn("operator", { name });
  await assert.rejects(core.approvals.revise(id, "x"), { code: "bad_request", message: /deny it and ask anew/ });
  await core.approvals.deny(id);
  assert.deepEqual(core.agents.names(), ["manager", "coder"]);
});

test("a spawn says what the agent begins with, how risky that is, and what it is for", async (t) => {
  const { core, view } = await startDeployStage(t);
  const asked = { name: toAgentName("tester"), description: "runs the tests", key: "k" };
  const { id } = await core.approvals.requestSpawn("manager", asked);
  const { description, risk, starts_with: startsWith } = view(id);
  assert.equal(description, "runs the tests");
  assert.deepEqual(risk, { level: "low", reasons: ["nothing beyond the defaults"] });
  assert.deepEqual(startsWith, ["bwrap", "haiku", "network internet"], "no port, for agents have none here");
  assert.equal((await core.approvals.requestSpawn("manager", asked)).duplicate, true);
  await assert.rejects(core.approvals.requestSpawn("manager", { ...asked, description: "else" }), {
    code: "key_reused",
  });
});

test("what was approved is what was pinned, whatever becomes of the proposed repo", async (t) => {
  const { core, commit, submit, proposed, applied, untilBuilt, configOf } = await startDeployStage(t);
  const sha = commit("coder", { "agent.yaml": "model: opus\n" });
  const { id } = await submit("coder", sha);
  git(proposed("coder"), "reset", "--quiet", "--hard", "HEAD~1");
  const forced = commit("coder", { "agent.yaml": "network: host\n" });
  git(proposed("coder"), "reflog", "expire", "--expire=now", "--all");
  git(proposed("coder"), "gc", "--quiet", "--prune=now");
  assert.notEqual(forced, sha);
  assert.match((await core.approvals.diff(id, "running")).diff, /\+model: opus/);
  await core.approvals.approve(id);
  await untilBuilt(id);
  assert.equal(git(applied("coder"), "rev-parse", "main"), sha);
  const config = await configOf("coder");
  assert.deepEqual(config.ok && [config.config.model, config.config.network], ["opus", "internet"]);
});

test("a proposal is compared with what runs, what was approved last, and the one before it", async (t) => {
  const { core, commit, submit, applied, untilBuilt } = await startDeployStage(t);
  const main = git(applied("coder"), "rev-parse", "main");
  const one = await submit("coder", commit("coder", { "agent.yaml": "model: sonnet\n" }, "one"));
  const two = await submit("coder", commit("coder", { "agent.yaml": "model: opus\nnetwork: host\n" }, "two"));
  const running = await core.approvals.diff(two.id, "running");
  assert.deepEqual([running.base, running.base_sha, running.head_sha], ["running", main, two.sha]);
  assert.equal(running.commit.message.trim(), "two");
  assert.deepEqual([running.risk.level, running.truncated, running.stat.files], ["high", false, 1]);
  const previous = await core.approvals.diff(two.id, "previous");
  assert.deepEqual([previous.base, previous.base_sha], ["previous", one.sha]);
  assert.match(previous.diff, /-model: sonnet\n\+model: opus\n\+network: host\n/);
  assert.equal((await core.approvals.diff(one.id, "previous")).base, "running", "there is none before it");
  assert.equal((await core.approvals.diff(two.id, "approved")).base, "running", "none was approved yet");
  await core.approvals.approve(one.id);
  await untilBuilt(one.id);
  assert.equal((await core.approvals.diff(two.id, "approved")).base_sha, one.sha);
  assert.equal((await core.approvals.diff(two.id, "running")).base_sha, one.sha);
});

test("an approved spawn creates the agent, and a failed one leaves nothing", async (t) => {
  const { core, runtime, config, untilBuilt, told, tags, meta, view } = await startDeployStage(t);
  const tester = toAgentName("tester");
  const { id } = await core.approvals.requestSpawn("operator", { name: tester });
  await assert.rejects(core.approvals.requestSpawn("manager", { name: tester }), { code: "agent_exists" });
  runtime.refusals.push("no room");
  await core.approvals.approve(id);
  assert.equal((await untilBuilt(id)).state, "failed");
  assert.deepEqual(
    [core.agents.names().includes(tester), existsSync(join(config.stateDir, "agents/tester"))],
    [false, false],
  );
  const again = await core.approvals.requestSpawn("manager", { name: tester });
  await core.approvals.approve(again.id);
  assert.equal((await untilBuilt(again.id)).state, "done");
  assert.equal(core.agents.view("tester").running, true);
  assert.deepEqual(Object.keys(tags("tester")), ["deployed/0"]);
  assert.match(git(meta, "log", "-1", "--format=%s"), /^spawn tester/);
  const events = core.agents.history("tester").list(100);
  const lines = events.flatMap(({ event }) => (event.kind === "build" ? [event.line] : []));
  assert.deepEqual(
    lines.slice(-2),
    ["creating tester", `build ${view(again.id).build_id}: done`],
    "its page tells its beginning",
  );
  const last = told().at(-1);
  assert.deepEqual(last?.event === "approval_resolved" && [last.kind, last.status, last.tag], [
    "spawn",
    "approved",
    "deployed/0",
  ]);
});

test("in two steps the manager gets a repo first, and the first approved commit creates the agent", async (t) => {
  const { core, commit, submit, untilBuilt, told, configOf, tags, runtime } = await startDeployStage(t);
  const tester = toAgentName("tester");
  await assert.rejects(submit("tester", "0".repeat(40)), { code: "unknown_agent" });
  const { id } = await core.approvals.requestInitConfig("manager", { name: tester });
  await core.approvals.approve(id);
  assert.equal((await untilBuilt(id)).state, "done");
  const ready = told().at(-1);
  assert.deepEqual(ready?.event === "config_ready" && [ready.agent, ready.path], ["tester", "/agents/tester/config"]);
  assert.equal(core.agents.names().includes(tester), false, "there is no agent yet");
  await assert.rejects(core.approvals.requestInitConfig("manager", { name: tester }), { code: "agent_exists" });
  const first = await submit("tester", commit("tester", { "agent.yaml": "model: opus\nnetwork: none\n" }));
  runtime.nextBuilds.push({ failure: "no such mount" });
  await core.approvals.approve(first.id);
  assert.equal((await untilBuilt(first.id)).state, "failed");
  assert.equal(core.agents.names().includes(tester), false);
  const second = await submit("tester", commit("tester", { "agent.yaml": "model: haiku\nnetwork: none\n" }));
  await core.approvals.approve(second.id);
  assert.equal((await untilBuilt(second.id)).state, "done");
  assert.equal(core.agents.view("tester").running, true);
  const config = await configOf("tester");
  assert.equal(config.ok && config.config.model, "haiku");
  assert.ok(`failed/${first.id}` in tags("tester") && `deployed/${second.id}` in tags("tester"));
});

test("a destroyed agent keeps its files and history and comes back with them; purged it is gone", async (t) => {
  const { core, config, commit, submit, untilBuilt, told, meta, view, configOf, applied } = await startDeployStage(t);
  const { id } = await submit("coder", commit("coder", { "agent.yaml": "model: opus\n" }));
  await core.approvals.approve(id);
  await untilBuilt(id);
  const waiting = await submit("coder", commit("coder", { "agent.yaml": "model: sonnet\n" }));
  await core.agents.destroy("coder", { purge: false });
  assert.deepEqual(core.agents.names(), ["manager"]);
  assert.deepEqual([view(waiting.id).status, view(waiting.id).note], ["denied", "coder was destroyed"]);
  assert.partialDeepStrictEqual(told().at(-1), { event: "destroyed", agent: "coder", purged: false });
  assert.doesNotMatch(git(meta, "show", "HEAD:hive.lock.json"), /agent-coder/);
  assert.ok(existsSync(join(config.stateDir, "agents/coder/state")));
  await assert.rejects(core.agents.destroy("coder", { purge: false }), { code: "unknown_agent" });
  await assert.rejects(core.agents.destroy("manager", { purge: true }), { code: "forbidden" });

  await assert.rejects(core.agents.spawn("coder", { model: "haiku" }), {
    code: "bad_request",
    message: /left its configuration behind/,
  });
  await core.agents.spawn("coder");
  const revived = await configOf("coder");
  assert.equal(revived.ok && revived.config.model, "opus");
  await core.agents.destroy("coder", { purge: true });
  for (const place of ["agents/coder", "applied/coder", "proposed/coder"])
    assert.equal(existsSync(join(config.stateDir, place)), false, place);
  assert.equal(existsSync(applied("coder")), false);
  await core.agents.spawn(coder, { model: "haiku" });
  assert.equal(core.agents.view("coder").running, true);
});

test("a destroyed agent that is asked for again shows what it would come back with", async (t) => {
  const { core, commit, submit, untilBuilt, view, configOf, told } = await startDeployStage(t);
  const { id } = await submit("coder", commit("coder", { "agent.yaml": "network: host\n" }));
  await core.approvals.approve(id);
  await untilBuilt(id);
  await core.agents.destroy("coder", { purge: false });

  const spawn = await core.approvals.requestSpawn("manager", { name: coder });
  assert.deepEqual([view(spawn.id).makes, view(spawn.id).risk?.level], ["back", "high"]);
  const shown = await core.approvals.diff(spawn.id, "running");
  assert.equal(shown.base, "nothing");
  assert.match(shown.diff, /new file mode.*\+network: host/s);

  const change = await submit("coder", commit("coder", { "agent.yaml": "network: host\nmodel: opus\n" }));
  assert.deepEqual([view(change.id).makes, change.risk.level], ["back", "high"], "judged as if it had nothing");
  assert.equal((await core.approvals.diff(change.id, "running")).base, "nothing");
  await core.approvals.approve(change.id);
  assert.equal((await untilBuilt(change.id)).state, "done");
  const config = await configOf("coder");
  assert.equal(config.ok && config.config.model, "opus");
  assert.equal(view(change.id).makes, undefined);

  await core.agents.destroy("coder", { purge: false });
  const again = await core.approvals.requestSpawn("manager", { name: coder });
  await core.approvals.approve(again.id);
  assert.equal((await untilBuilt(again.id)).state, "done");
  const last = told().at(-1);
  assert.deepEqual(last?.event === "approval_resolved" && [last.sha, last.tag], [change.sha, `deployed/${change.id}`]);
});

test("an agent that was purged, or never was, is a new one and has nothing to compare", async (t) => {
  const { core, view } = await startDeployStage(t);
  await core.agents.destroy("coder", { purge: true });
  const { id } = await core.approvals.requestSpawn("manager", { name: coder });
  assert.deepEqual([view(id).makes, view(id).risk?.level, view(id).fetched_sha], ["new", "low", undefined]);
  await assert.rejects(core.approvals.diff(id, "running"), { code: "bad_request", message: /nothing to compare/ });
});
