import assert from "node:assert/strict";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { toAgentName } from "@hyperhive/wire";
import { makeAgentFolders, makeHiveFolders } from "../agents/agent-folders.ts";
import { agentPaths, metaDir } from "../agents/agent-paths.ts";
import { createMeta } from "../meta/meta.ts";
import { tempFolderOf } from "../temp-folder.test-support.ts";
import { coder, managerGit, SEED, stageConfig } from "./config-stage.test-support.ts";
import { createConfigRepos } from "./config-repos.ts";

const MAX = { maxBytes: 100_000 };

test("a new agent has a deployed beginning, and the manager a checkout of it", async (t) => {
  const { repos, base, config, git } = await stageConfig(t);
  assert.equal(await repos.isSeeded(coder), true);
  assert.equal(await repos.main(coder), base);
  assert.deepEqual(await repos.tagsOf(coder, base), [{ tag: "deployed/0", sha: base }]);
  assert.deepEqual(Object.fromEntries(await repos.files(coder, base)), SEED);
  assert.equal(git("rev-parse", "main"), base);
  assert.equal(git("status", "--porcelain", "--branch"), "## main");
  assert.equal(readFileSync(join(config, "agent.yaml"), "utf8"), SEED["agent.yaml"]);
});

test("seeding again changes nothing, whatever the manager has done since", async (t) => {
  const { repos, base, commit, git } = await stageConfig(t);
  const sha = commit({ "agent.yaml": "model: opus\n" });
  assert.equal(await repos.seed(coder, { "other.yaml": "" }), base);
  assert.equal(git("rev-parse", "HEAD"), sha);
  assert.deepEqual([...(await repos.files(coder, base)).keys()], Object.keys(SEED));
});

test("what a core left half-made is made again", async (t) => {
  const { repos, base, roots, config, applied } = await stageConfig(t);
  rmSync(join(config, ".git"), { recursive: true });
  mkdirSync(join(applied, "..", ".coder.new", "objects"), { recursive: true });
  mkdirSync(join(roots.stateDir, "quarantine", "coder.abcdef"), { recursive: true });
  mkdirSync(join(roots.stateDir, "quarantine", "coder-two.abcdef"), { recursive: true });
  await repos.recover(coder);
  assert.equal(await repos.seed(coder, SEED), base);
  assert.equal(managerGit(config, ["rev-parse", "HEAD"]), base);
  assert.deepEqual(readdirSync(join(roots.stateDir, "quarantine")), ["coder-two.abcdef"]);
  const [kept = ""] = readdirSync(join(config, "..")).filter((name) => name.startsWith("config.before-"));
  assert.equal(readFileSync(join(config, "..", kept, "agent.yaml"), "utf8"), SEED["agent.yaml"]);
});

test(
  "for a root core the manager owns what it proposes and can read what is applied",
  { skip: process.getuid?.() !== 0 },
  async (t) => {
    const dir = tempFolderOf(t);
    const roots = { stateDir: join(dir, "state"), runDir: join(dir, "run") };
    await makeHiveFolders(roots, true);
    await makeAgentFolders(roots, coder, { agent: 300_001, manager: 300_000 });
    const repos = createConfigRepos(roots);
    const base = await repos.seed(coder, SEED, { owner: 300_000 });
    await repos.tag(coder, "approved/1", base);
    const { config, applied } = agentPaths(roots, coder);
    await createMeta({ roots, clock: { now: Date.now } }).open();
    chmodSync(dir, 0o711);
    const manager = { account: 300_000 };
    managerGit(config, ["commit", "--quiet", "--allow-empty", "--message=by its owner"], manager);
    for (const folder of [applied, metaDir(roots)]) {
      managerGit(folder, ["log"], manager);
      assert.throws(() => managerGit(folder, ["log"], { account: 300_001 }), /EACCES|fatal/);
    }
    managerGit(config, ["log"], { account: 300_001 });
    const all = (folder: string) =>
      readdirSync(folder, { recursive: true }).map((name) => statSync(join(folder, String(name))));
    assert.ok(all(config).every(({ uid, mode }) => uid === 300_000 && (mode & 0o004) !== 0));
    assert.ok(all(applied).every(({ uid, gid, mode }) => uid === 0 && gid === 300_000 && (mode & 0o040) !== 0));
  },
);

test("a seed that a proposal could not be either is refused", async (t) => {
  const { repos } = await stageConfig(t);
  const writer = toAgentName("writer");
  await assert.rejects(repos.seed(writer, { "../x": "" }), { code: "unsafe_repo" });
  await assert.rejects(repos.seed(writer, { x: "\0" }), { code: "unsafe_repo" });
  assert.equal(await repos.isSeeded(writer), false);
});

test("a proposal is pinned by its sha and goes its way by tags", async (t) => {
  const { repos, base, commit } = await stageConfig(t);
  const sha = commit({ "agent.yaml": "model: opus\n", "ünïcode.md": "ok\n" });
  assert.deepEqual(await repos.pin(coder, sha.slice(0, 7), "proposal/1"), { sha });
  for (const tag of ["approved/1", "building/1"]) await repos.tag(coder, tag, sha);
  await repos.annotate(coder, "failed/1", { sha, text: "line one\n\nit's 'broken' — \0really\n" });
  assert.deepEqual(await repos.tagsOf(coder, sha), [
    { tag: "approved/1", sha },
    { tag: "building/1", sha },
    { tag: "failed/1", sha, text: "line one\n\nit's 'broken' — really" },
    { tag: "proposal/1", sha },
  ]);
  assert.equal(await repos.main(coder), base);
  await repos.fastForward(coder, sha);
  await repos.fastForward(coder, sha);
  assert.equal(await repos.main(coder), sha);
  assert.equal((await repos.files(coder, sha)).get("ünïcode.md"), "ok\n");
});

test("asking for the same again is fine, and a tag never moves", async (t) => {
  const { repos, base, commit, config } = await stageConfig(t);
  const sha = commit({ a: "1\n" });
  await repos.pin(coder, sha, "proposal/1");
  rmSync(config, { recursive: true });
  assert.deepEqual(await repos.pin(coder, sha.slice(0, 10), "proposal/1"), { sha });
  await repos.tag(coder, "proposal/1", sha);
  await repos.annotate(coder, "denied/1", { sha, text: "" });
  await repos.annotate(coder, "denied/1", { sha, text: "again" });
  assert.deepEqual((await repos.tagsOf(coder, sha))[0], { tag: "denied/1", sha, text: "" });
  await assert.rejects(repos.tag(coder, "proposal/1", base), /is on .* cannot be put on/);
  await assert.rejects(repos.tag(coder, "proposal/1 x", base), /expected a tag/);
});

test("main moves only to what builds on it", async (t) => {
  const { repos, base, commit, git } = await stageConfig(t);
  const one = commit({ a: "1\n" });
  git("reset", "--quiet", "--hard", base);
  const two = commit({ a: "2\n" });
  await repos.pin(coder, one, "proposal/1");
  await repos.pin(coder, two, "proposal/2");
  await repos.fastForward(coder, one);
  await assert.rejects(repos.fastForward(coder, two), { code: "out_of_date", message: /rebase/ });
  await assert.rejects(repos.fastForward(coder, base), { code: "out_of_date" });
  assert.deepEqual([await repos.isAncestor(coder, base, two), await repos.isAncestor(coder, one, two)], [true, false]);
});

test("a diff tells what changed, and is cut at a line", async (t) => {
  const { repos, base, commit } = await stageConfig(t);
  const long = Array.from({ length: 1000 }, (_, n) => `zeile ${n} äöü\n`).join("");
  const head = commit({ "agent.yaml": "model: opus\n", "long.md": long, "prompts/role.md": undefined });
  await repos.pin(coder, head, "proposal/1");
  const whole = await repos.diff(coder, { base, head }, MAX);
  assert.deepEqual([whole.files, whole.insertions, whole.deletions, whole.truncated], [3, 1001, 2, false]);
  assert.match(whole.text, /^diff --git a\/agent\.yaml b\/agent\.yaml\n/);
  assert.match(whole.text, /\n-model: haiku\n\+model: opus\n/);
  const cut = await repos.diff(coder, { base, head }, { maxBytes: 500 });
  assert.ok(cut.truncated && cut.text.length <= 500 && cut.text.endsWith("\n") && whole.text.startsWith(cut.text));
  assert.deepEqual([cut.files, cut.insertions], [3, 1001]);
  const none = await repos.diff(coder, { base, head: base }, MAX);
  assert.deepEqual(none, { text: "", files: 0, insertions: 0, deletions: 0, truncated: false });
});

test("no other file pushes agent.yaml out of a diff that is cut", async (t) => {
  const { repos, base, commit } = await stageConfig(t);
  const long = "line\n".repeat(1000);
  const head = commit({ "AAA.md": long, "agent.yaml": "model: opus\n" });
  await repos.pin(coder, head, "proposal/1");
  const cut = await repos.diff(coder, { base, head }, { maxBytes: 1000 });
  assert.ok(cut.truncated);
  assert.match(cut.text, /\+model: opus\n/);
});

test("attributes in the tree hide no change", async (t) => {
  const { repos, base, commit } = await stageConfig(t);
  const attributes = "* binary -diff\nagent.yaml binary diff=evil filter=evil\n";
  const prepared = commit({ ".gitattributes": attributes });
  const head = commit({ "agent.yaml": "model: opus\n" });
  await repos.pin(coder, prepared, "proposal/1");
  await repos.fastForward(coder, prepared);
  await repos.pin(coder, head, "proposal/2");
  await repos.fastForward(coder, head);
  const { text, insertions } = await repos.diff(coder, { base, head }, MAX);
  assert.match(text, /\n-model: haiku\n\+model: opus\n/);
  assert.equal(insertions, 3);
  assert.equal((await repos.files(coder, head)).get("agent.yaml"), "model: opus\n");
});

test("what a commit says of itself is read leniently", async (t) => {
  const { repos, config, base } = await stageConfig(t);
  const tree = managerGit(config, ["rev-parse", "HEAD^{tree}"]);
  const text = `tree ${tree}\nparent ${base}\nauthor A\u001b[31mB <a@b.invalid> 1700000000 +0100\ncommitter C <c@d.invalid> 1700000001 +0000\n\nsubject\u0007\n\n`;
  const raw = Buffer.concat([Buffer.from(text), Buffer.of(0xff, 0xfe), Buffer.alloc(100_000, "x")]);
  const sha = managerGit(config, ["hash-object", "-t", "commit", "-w", "--stdin"], { input: raw });
  await repos.pin(coder, sha, "proposal/1");
  const { author, at, message } = await repos.describe(coder, sha);
  assert.deepEqual([author, at, message.length], ["A [31mB <a@b.invalid>", 1_700_000_000_000, 4_000]);
  assert.match(message, /^subject\n\n\ufffd\ufffdx/);
});

test("a commit that applied does not have is named", async (t) => {
  const { repos, base } = await stageConfig(t);
  const none = "1".repeat(40);
  const missing = { code: "not_found", message: new RegExp(none) };
  await assert.rejects(repos.files(coder, none), missing);
  await assert.rejects(repos.diff(coder, { base, head: none }, MAX), missing);
  await assert.rejects(repos.describe(coder, none), missing);
  await assert.rejects(repos.isAncestor(coder, none, base), missing);
  await assert.rejects(repos.tag(coder, "approved/1", none), missing);
  await assert.rejects(repos.fastForward(coder, none), missing);
  await assert.rejects(repos.files(toAgentName("writer"), none), {
    code: "not_found",
    message: /writer has no applied/,
  });
});

test("locks of a killed git hold nothing up after recovery", async (t) => {
  const { repos, applied, commit } = await stageConfig(t);
  mkdirSync(join(applied, "refs", "tags", "approved"), { recursive: true });
  const locks = ["HEAD", "packed-refs", "config", "refs/heads/main", "refs/tags/approved/1"];
  for (const lock of locks) writeFileSync(join(applied, `${lock}.lock`), "");
  writeFileSync(join(applied, "objects", "tmp_obj_x"), "");
  await repos.recover(coder);
  const sha = commit({ a: "1\n" });
  await repos.pin(coder, sha, "proposal/1");
  await repos.tag(coder, "approved/1", sha);
  await repos.fastForward(coder, sha);
  assert.ok(!existsSync(join(applied, "objects", "tmp_obj_x")));
});

test("removing an agent's repositories follows no link out of them", async (t) => {
  const { repos, roots, dir, config } = await stageConfig(t);
  writeFileSync(join(dir, "kept"), "");
  symlinkSync(dir, join(config, "away"));
  await repos.remove(coder);
  await repos.remove(coder);
  assert.ok(existsSync(join(dir, "kept")));
  assert.equal(await repos.isSeeded(coder), false);
  assert.deepEqual(
    [readdirSync(join(roots.stateDir, "proposed")), readdirSync(join(roots.stateDir, "applied"))],
    [[], []],
  );
});
