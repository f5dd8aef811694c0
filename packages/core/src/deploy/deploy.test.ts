import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../lifecycle/lifecycle.test-support.ts";
import { git, startDeployStage } from "./deploy-stage.test-support.ts";

test("an approved proposal is built, runs, and is told by tags, lock and a message", async (t) => {
  const { core, runtime, commit, submit, untilBuilt, tags, view, told, configOf, applied, meta } =
    await startDeployStage(t);
  const before = git(applied("coder"), "rev-parse", "main");
  const commits = git(meta, "rev-list", "--count", "HEAD");
  const sha = commit("coder", { "agent.yaml": "model: opus\nnetwork: none\n" });
  const proposed = await submit("coder", sha.slice(0, 9), "a better model");
  assert.deepEqual([proposed.sha, proposed.risk.level, proposed.supersedes], [sha, "low", []]);
  assert.deepEqual(core.approvals.pendingRows()[0], {
    id: proposed.id,
    agent: "coder",
    kind: "apply_commit",
    commit_ref: sha.slice(0, 9),
    fetched_sha: sha,
    requested_at: core.approvals.pendingRows()[0]?.requested_at,
    status: "pending",
    description: "a better model",
  });
  assert.equal(git(applied("coder"), "rev-parse", "main"), before, "nothing has changed yet");

  await core.approvals.approve(proposed.id);
  const build = await untilBuilt(proposed.id);
  assert.equal(build.state, "done");
  assert.equal(view(proposed.id).stage, "deployed");
  assert.equal(git(applied("coder"), "rev-parse", "main"), sha);
  const { id } = proposed;
  assert.deepEqual(Object.keys(tags("coder")), [
    `approved/${id}`,
    `building/${id}`,
    "deployed/0",
    `deployed/${id}`,
    `proposal/${id}`,
  ]);
  assert.equal(git(meta, "rev-list", "--count", "HEAD"), String(Number(commits) + 1));
  assert.match(git(meta, "log", "-1", "--format=%s"), /^deploy coder [0-9a-f]{12} \(approval 1\)$/);
  assert.match(git(meta, "show", "HEAD:hive.lock.json"), new RegExp(sha));
  const config = await configOf("coder");
  assert.equal(config.ok && config.config.model, "opus");
  assert.deepEqual(runtime.calls.slice(-3), ["build b-coder", "stop h-coder", "start h-coder"]);
  assert.equal(core.agents.view("coder").deployed_sha, sha.slice(0, 12));
  assert.deepEqual(told().at(-1), {
    event: "approval_resolved",
    id,
    agent: "coder",
    kind: "apply_commit",
    status: "approved",
    sha,
    tag: `deployed/${id}`,
  });
});

test("what a build prints is kept, and told to those who watch and to the agent's own page", async (t) => {
  const { core, runtime, commit, submit, untilBuilt } = await startDeployStage(t);
  runtime.nextBuilds.push({ lines: ["one", "two"] });
  const heard: string[] = [];
  core.hub.subscribe((frame) => void (frame.kind === "build_line" && heard.push(frame.line.line)));
  const { id } = await submit("coder", commit("coder", { "agent.yaml": "model: opus\n" }));
  await core.approvals.approve(id);
  const build = await untilBuilt(id);
  const lines = core.builds.lines(build.id).map(({ line }) => line);
  assert.deepEqual(lines, heard);
  assert.deepEqual(
    lines.filter((line) => line === "one" || line === "two"),
    ["one", "two"],
  );
  const events = core.agents.history("coder").list(100);
  const said = events.flatMap(({ event }) => (event.kind === "build" ? [[event.state, event.line]] : []));
  assert.deepEqual(said.at(-1), ["done", `build ${build.id}: done`]);
  assert.ok(said.some(([state, line]) => state === "running" && line === "two"));
});

test("a proposal that cannot be built leaves the agent as it was and says why", async (t) => {
  const { core, runtime, commit, submit, untilBuilt, tags, view, told, configOf, applied, meta } =
    await startDeployStage(t);
  const main = git(applied("coder"), "rev-parse", "main");
  const head = git(meta, "rev-parse", "HEAD");
  runtime.nextBuilds.push({ failure: "mount /srv/data is not there" });
  const { id, sha } = await submit("coder", commit("coder", { "agent.yaml": "model: opus\n" }));
  await core.approvals.approve(id);
  const build = await untilBuilt(id);
  assert.equal(build.state, "failed");
  assert.match(build.note ?? "", /mount \/srv\/data is not there/);
  assert.deepEqual([view(id).status, view(id).stage, view(id).note], ["failed", "failed", build.note]);
  assert.match(tags("coder")[`failed/${id}`] ?? "", /mount \/srv\/data is not there/);
  assert.equal(tags("coder")[`deployed/${id}`], undefined);
  assert.equal(git(applied("coder"), "rev-parse", "main"), main);
  assert.deepEqual([git(meta, "rev-parse", "HEAD"), git(meta, "status", "--porcelain")], [head, ""]);
  const config = await configOf("coder");
  assert.equal(config.ok && config.config.model, undefined);
  const last = told().at(-1);
  assert.deepEqual(last?.event === "approval_resolved" && [last.status, last.sha, last.tag, last.note], [
    "failed",
    sha,
    `failed/${id}`,
    build.note,
  ]);
});

test("an agent whose cage does not start with the new configuration is brought back to the old one", async (t) => {
  const { core, runtime, commit, submit, untilBuilt, configOf, tags } = await startDeployStage(t);
  runtime.refusals.push("no room for it");
  const { id } = await submit("coder", commit("coder", { "agent.yaml": "model: opus\n" }));
  await core.approvals.approve(id);
  assert.equal((await untilBuilt(id)).state, "failed");
  assert.match(tags("coder")[`failed/${id}`] ?? "", /no room for it/);
  const config = await configOf("coder");
  assert.equal(config.ok && config.config.model, undefined);
  assert.equal(core.agents.view("coder").running, true);
  assert.equal(core.agents.view("coder").failed, false);
});

test("a stopped agent gets its new configuration and stays stopped", async (t) => {
  const { core, commit, submit, untilBuilt, configOf } = await startDeployStage(t);
  await core.agents.stop("coder", { graceful: false });
  const { id } = await submit("coder", commit("coder", { "agent.yaml": "model: opus\n" }));
  await core.approvals.approve(id);
  assert.equal((await untilBuilt(id)).state, "done");
  const config = await configOf("coder");
  assert.equal(config.ok && config.config.model, "opus");
  assert.equal(core.agents.view("coder").running, false);
});

test("of two proposals the newer says what it supersedes, and closes that when it is deployed", async (t) => {
  const { core, commit, submit, untilBuilt, view, tags, told } = await startDeployStage(t);
  const first = await submit("coder", commit("coder", { "agent.yaml": "model: sonnet\n" }));
  const second = await submit("coder", commit("coder", { "agent.yaml": "model: opus\n" }));
  assert.deepEqual(second.supersedes, [first.id]);
  assert.deepEqual(view(second.id).supersedes, [first.id]);
  assert.equal(view(first.id).superseded_by, second.id);
  await core.approvals.approve(second.id);
  await untilBuilt(second.id);
  assert.deepEqual(
    [view(first.id).status, view(first.id).note],
    ["denied", `superseded by #${second.id}, which is deployed`],
  );
  await until(() => tags("coder")[`denied/${first.id}`] !== undefined, "the tag of what was superseded");
  assert.match(tags("coder")[`denied/${first.id}`] ?? "", /superseded by #2/);
  assert.deepEqual(
    told().flatMap((event) => (event.event === "approval_resolved" ? [[event.id, event.status, event.tag]] : [])),
    [
      [second.id, "approved", `deployed/${second.id}`],
      [first.id, "denied", `denied/${first.id}`],
    ],
  );
  await assert.rejects(core.approvals.approve(first.id), { code: "already_decided" });
});

test("a proposal that waited while another was deployed beside it fails with advice", async (t) => {
  const { core, commit, submit, untilBuilt, proposed, view } = await startDeployStage(t);
  const base = git(proposed("coder"), "rev-parse", "HEAD");
  const one = await submit("coder", commit("coder", { "agent.yaml": "model: sonnet\n" }));
  git(proposed("coder"), "reset", "--quiet", "--hard", base);
  const other = await submit("coder", commit("coder", { "agent.yaml": "model: opus\n" }));
  await core.approvals.approve(one.id);
  await core.approvals.approve(other.id);
  assert.equal((await untilBuilt(one.id)).state, "done");
  assert.equal((await untilBuilt(other.id)).state, "failed");
  assert.match(view(other.id).note ?? "", /does not build on what is deployed.*rebase/);
  await assert.rejects(submit("coder", other.sha), { code: "out_of_date", message: /rebase it onto/ });
});
