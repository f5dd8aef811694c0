import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { MAX_PENDING_APPROVALS, toAgentName } from "@hyperhive/wire";
import { git, startDeployStage, type DeployStage } from "../deploy/deploy-stage.test-support.ts";
import { openStore } from "../store/store.ts";
import { ApprovalStore } from "./approval-store.ts";
import { checkRoom } from "./check-room.ts";

const coder = toAgentName("coder");
const OPUS = { "agent.yaml": "model: opus\n" };
const SONNET = { "agent.yaml": "model: sonnet\n" };

test("only the digits of a commit name one, and a refused name leaves no row", async (t) => {
  const { core, commit, submit, proposed } = await startDeployStage(t);
  commit("coder", OPUS);
  git(proposed("coder"), "tag", "v1");
  git(proposed("coder"), "branch", "feature");
  for (const ref of ["main", "feature", "v1", "HEAD", "HEAD~1", "refs/heads/main", "--all", "-1234567", ""])
    await assert.rejects(submit("coder", ref), { code: "bad_request", message: /`commit_ref`: expected 7 to 40 hex/ });
  for (const ref of ["abc123", "g".repeat(40), "0".repeat(41), `${"a".repeat(40)}\n`])
    await assert.rejects(submit("coder", ref), { code: "bad_request" }, JSON.stringify(ref));
  assert.deepEqual([core.approvals.pending(), core.approvals.resolved({ limit: 10 })], [[], []]);
});

test("a branch whose name looks like digits is no commit", async (t) => {
  const stage = await startDeployStage(t);
  const { commit, submit, proposed } = stage;
  commit("coder", OPUS);
  git(proposed("coder"), "branch", "deadbeef");
  await assert.rejects(submit("coder", "deadbeef"), { code: "not_found" });
  checkFailed(stage, { id: 1, note: /has no commit deadbeef/, pinned: false });
});

test("a commit that the agent's own repo does not have is not found, another agent's neither", async (t) => {
  const stage = await startDeployStage(t);
  const { commit, submit } = stage;
  const others = commit("manager", OPUS);
  await assert.rejects(submit("coder", "0123456789"), { code: "not_found" });
  await assert.rejects(submit("coder", others), { code: "not_found", message: /commit first, then submit/ });
  checkFailed(stage, { id: 2, note: /has no commit/, pinned: false });
});

test("digits that begin several objects are refused with the advice to give more", async (t) => {
  const stage = await startDeployStage(t);
  const { submit, proposed } = stage;
  const prefix = makeAmbiguous(proposed("coder"));
  await assert.rejects(submit("coder", prefix), { code: "bad_request", message: /give more of its digits/ });
  checkFailed(stage, { id: 1, note: /begins several objects/, pinned: false });
});

test("a tree or a file is no commit", async (t) => {
  const stage = await startDeployStage(t);
  const { commit, submit, proposed } = stage;
  commit("coder", OPUS);
  for (const what of ["HEAD^{tree}", "HEAD:agent.yaml"])
    await assert.rejects(submit("coder", git(proposed("coder"), "rev-parse", what)), { code: "not_found" });
  assert.deepEqual(stage.core.approvals.pending(), []);
});

test("what runs already and what waits already are not filed again", async (t) => {
  const stage = await startDeployStage(t);
  const { core, runtime, commit, submit, proposed, untilBuilt } = stage;
  const running = git(proposed("coder"), "rev-parse", "HEAD");
  await assert.rejects(submit("coder", running), { code: "bad_request", message: /is what coder runs already/ });
  const sha = commit("coder", OPUS);
  const { id } = await submit("coder", sha);
  await assert.rejects(submit("coder", sha), {
    code: "bad_request",
    message: `that commit is on its way as #${id} already (pending)`,
  });
  assert.deepEqual(
    core.approvals.pending().map((row) => row.id),
    [id],
  );
  const { promise, resolve: end } = Promise.withResolvers<void>();
  runtime.nextBuilds.push({ play: () => promise });
  await core.approvals.approve(id);
  await assert.rejects(submit("coder", sha), { code: "bad_request", message: new RegExp(`on its way as #${id}`) });
  end();
  assert.equal((await untilBuilt(id)).state, "done", "the refused ones stand in nobody's way");
  await assert.rejects(submit("coder", sha), { code: "bad_request", message: /runs already/ });
});

test("after an amend the old sha is what is pinned and the new one supersedes it", async (t) => {
  const { commit, submit, proposed, core } = await startDeployStage(t);
  const old = commit("coder", OPUS);
  git(proposed("coder"), "commit", "--quiet", "--amend", "-m", "amended");
  const amended = git(proposed("coder"), "rev-parse", "HEAD");
  const first = await submit("coder", old);
  const second = await submit("coder", amended);
  assert.deepEqual([first.sha, second.sha, second.supersedes], [old, amended, [first.id]]);
  assert.equal((await core.approvals.diff(first.id, "running")).commit.message.trim(), "change");
});

test("a configuration that does not hold is named by file, line and field, in the error, the row and the tag", async (t) => {
  const stage = await startDeployStage(t);
  const { commit, submit, tags, told } = stage;
  const sha = commit("coder", { "agent.yaml": "model: opus\nnetwork: everywhere\n" });
  const note = /agent\.yaml:2.*`network`/;
  await assert.rejects(submit("coder", sha), { code: "invalid_config", message: note });
  checkFailed(stage, { id: 1, note, pinned: true });
  assert.match(tags("coder")["failed/1"] ?? "", note);
  assert.deepEqual(
    told().filter(({ event }) => event === "approval_resolved"),
    [],
    "who submitted heard it as the answer",
  );
});

test("a commit without agent.yaml, and an unsafe tree, are failed with the reason", async (t) => {
  const stage = await startDeployStage(t);
  const { commit, submit, proposed } = stage;
  const bare = commit("coder", { "agent.yaml": undefined, "notes.md": "x\n" });
  await assert.rejects(submit("coder", bare), { code: "invalid_config", message: /agent\.yaml/ });
  checkFailed(stage, { id: 1, note: /agent\.yaml/, pinned: true });
  symlinkSync("/etc/passwd", join(proposed("coder"), "link"));
  await assert.rejects(submit("coder", commit("coder", OPUS)), { code: "unsafe_repo", message: /link/ });
  checkFailed(stage, { id: 2, note: /link/, pinned: false });
});

test("a commit beside what is deployed is refused with the advice to rebase", async (t) => {
  const stage = await startDeployStage(t);
  const { commit, submit, proposed } = stage;
  git(proposed("coder"), "checkout", "--quiet", "--orphan", "elsewhere");
  await assert.rejects(submit("coder", commit("coder", OPUS)), { code: "out_of_date", message: /rebase it onto/ });
  checkFailed(stage, { id: 1, note: /rebase it onto `main`/, pinned: true });
});

test("a repeated key answers with the first receipt, for another request it is refused", async (t) => {
  const { core, commit, submit, proposed } = await startDeployStage(t);
  const first = commit("coder", OPUS);
  const second = commit("coder", SONNET);
  const ask = (commitRef: string, key = "k", by = "manager") =>
    core.approvals.requestApplyCommit(by, { agent: coder, commitRef, key });
  const receipt = await ask(first);
  assert.deepEqual([receipt.sha, receipt.duplicate], [first, false]);
  git(proposed("coder"), "reset", "--quiet", "--hard", "HEAD~2");
  assert.deepEqual(await ask(first), { ...receipt, duplicate: true });
  await assert.rejects(ask(second), { code: "key_reused" });
  await assert.rejects(
    ask(first, "k", "operator"),
    { message: /on its way as #1 already/ },
    "a key is its sender's own",
  );
  assert.equal((await submit("coder", second)).supersedes[0], receipt.id);
  assert.equal(core.approvals.pending().length, 2);
});

test("of two calls at once with one key one is filed; what failed may be tried again with its key", async (t) => {
  const { core, commit } = await startDeployStage(t);
  const [first, second] = [commit("coder", OPUS), commit("coder", SONNET)];
  const ask = (commitRef: string, key: string) =>
    core.approvals.requestApplyCommit("manager", { agent: coder, commitRef, key });
  const both = await Promise.all([ask(first, "a"), ask(first, "a")]);
  assert.deepEqual(
    both.map(({ id, sha, duplicate }) => [id, sha, duplicate]),
    [
      [both[0].id, first, false],
      [both[0].id, first, true],
    ],
  );
  const [one, other] = await Promise.allSettled([ask(second, "b"), ask(commit("coder", { "x.md": "x" }), "b")]);
  assert.equal(one.status, "fulfilled");
  assert.equal(other.status === "rejected" && (other.reason as { code: string }).code, "key_reused");
  const wrong = commit("coder", { "agent.yaml": "nonsense: 1\n" });
  await assert.rejects(ask(wrong, "c"), { code: "invalid_config" });
  await assert.rejects(ask(wrong, "c"), { code: "invalid_config" });
  const mended = commit("coder", { "agent.yaml": "model: haiku\n" });
  assert.equal((await ask(mended, "c")).sha, mended);
});

test("what is being read cannot be decided yet", async (t) => {
  let decide = () => {};
  const stage = await startDeployStage(t, {}, { onApprovalStep: (step) => void (step === "pinned" && decide()) });
  const { core, commit, submit, view } = stage;
  const decided: Promise<unknown>[] = [];
  decide = () => {
    decided.push(assert.rejects(core.approvals.approve(1), { code: "busy" }));
    decided.push(assert.rejects(core.approvals.deny(1), { code: "busy", message: /decide in a moment/ }));
    assert.deepEqual(core.approvals.pendingRows(), []);
  };
  await submit("coder", commit("coder", OPUS));
  assert.equal((await Promise.all(decided)).length, 2);
  assert.equal(view(1).stage, "pending");
});

test("an agent that nobody knows is refused without a row", async (t) => {
  const { core, submit } = await startDeployStage(t);
  await assert.rejects(submit("nobody", "0".repeat(40)), { code: "unknown_agent" });
  assert.deepEqual(core.approvals.resolved({ limit: 10 }), []);
});

test("the manager's own configuration is proposed, approved and deployed like anyone's", async (t) => {
  const { core, runtime, commit, submit, untilBuilt, configOf, told } = await startDeployStage(t);
  const { id, sha } = await submit("hm1nd", commit("manager", OPUS));
  assert.equal(core.approvals.view(id).agent, "manager");
  await core.approvals.approve(id);
  assert.equal((await untilBuilt(id)).state, "done");
  const config = await configOf("manager");
  assert.equal(config.ok && config.config.model, "opus");
  assert.deepEqual(runtime.calls.slice(-2), ["stop hm1nd", "start hm1nd"]);
  assert.partialDeepStrictEqual(told().at(-1), { event: "approval_resolved", agent: "manager", sha });
});

test("the operator's list has an end", () => {
  const store = openStore(":memory:");
  const approvals = new ApprovalStore(store);
  const request = {
    agent: coder,
    kind: "spawn",
    commitRef: "",
    description: undefined,
    requestedBy: "manager",
  } as const;
  for (let n = 0; n < MAX_PENDING_APPROVALS; n += 1) {
    checkRoom(approvals);
    approvals.insert({ ...request, requestedAt: n, stage: n % 2 === 0 ? "pending" : "submitting" });
  }
  assert.throws(() => checkRoom(approvals), { code: "too_many", message: /ask again when some are decided/ });
  approvals.update(1, { stage: "denied", resolvedAt: 1 });
  checkRoom(approvals);
  store.close();
});

type Failed = { readonly id: number; readonly note: RegExp; readonly pinned: boolean };

function checkFailed({ core, view, tags }: DeployStage, { id, note, pinned }: Failed): void {
  const row = view(id);
  assert.deepEqual([row.status, row.stage, "resolved_at" in row], ["failed", "failed", true]);
  assert.match(row.note ?? "", note);
  assert.deepEqual(core.approvals.pendingRows(), []);
  assert.deepEqual([`proposal/${id}` in tags("coder"), `failed/${id}` in tags("coder")], [pinned, pinned]);
}

// Two files whose objects are named alike in their first digits; among some thousands there are such.
function makeAmbiguous(repo: string): string {
  const seen = new Map<string, string>();
  for (let n = 0; ; n += 1) {
    const text = `${n}`;
    const prefix = hash("sha1", `blob ${text.length}\0${text}`).slice(0, 7);
    const other = seen.get(prefix);
    seen.set(prefix, text);
    if (other === undefined) continue;
    for (const content of [text, other]) {
      const file = join(repo, "twin.txt");
      writeFileSync(file, content);
      git(repo, "hash-object", "-w", file);
      rmSync(file);
    }
    return prefix;
  }
}

test("the first commit of an agent that is to be may be what its repo began with", async (t) => {
  const { core, submit, untilBuilt, applied } = await startDeployStage(t);
  const name = toAgentName("tester");
  const { id } = await core.approvals.requestInitConfig("manager", { name });
  await core.approvals.approve(id);
  await untilBuilt(id);
  const first = await submit("tester", git(applied("tester"), "rev-parse", "main"));
  await core.approvals.approve(first.id);
  assert.equal((await untilBuilt(first.id)).state, "done");
  assert.equal(core.agents.view("tester").running, true);
});
