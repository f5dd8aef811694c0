import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { HiveError } from "@hyperhive/wire";
import { createManualClock } from "../clock.test-support.ts";
import { coder, managerGit, stageConfig } from "../config-repo/config-stage.test-support.ts";
import { childrenCpuMs } from "../cpu-time.test-support.ts";
import { runGit } from "../git/run-git.ts";
import { createMeta } from "../meta/meta.ts";
import { RepoHistories } from "./repo-histories.ts";

/** A hive with an agent of which only the repos are left, and what is shown of it. */
async function stageHistory(t: TestContext) {
  const stage = await stageConfig(t);
  const roster = {
    resolve(typed: string): never {
      throw new HiveError("unknown_agent", `no agent is called ${typed}`);
    },
  };
  const histories = new RepoHistories({ roster, roots: stage.roots });
  /** Takes a commit over as approved and deployed under a number. */
  const deploy = async (sha: string, id: number) => {
    await stage.repos.pin(coder, sha, `proposal/${id}`);
    await stage.repos.fastForward(coder, sha);
    await stage.repos.tag(coder, `deployed/${id}`, sha);
  };
  /** Writes into applied what could not come there by a proposal. */
  const fast = (lines: readonly string[]) =>
    managerGit(stage.applied, ["fast-import", "--quiet", "--force"], { input: lines.join("\n") });
  return { ...stage, histories, deploy, fast };
}

test("commits come newest first with their authors, and tags by number with what they say", async (t) => {
  const { histories, commit, deploy, repos, base } = await stageHistory(t);
  const one = commit({ "agent.yaml": "model: opus\n" }, "take opus\n\nIt is better.");
  await deploy(one, 2);
  const bad = commit({ "agent.yaml": "model: [\n" }, "break it");
  await repos.pin(coder, bad, "proposal/10");
  await repos.annotate(coder, "failed/10", { sha: bad, text: "agent.yaml:1: no\nmore" });
  const { repo, commits, tags, next } = await histories.history("coder");
  assert.deepEqual([repo, next], ["coder", undefined]);
  assert.partialDeepStrictEqual(commits, [
    { sha: one, author: "manager <manager@hive.invalid>", subject: "take opus" },
    { sha: base, subject: "seed the configuration" },
  ]);
  assert.equal(commits.length, 2, "what failed is not on main");
  assert.ok((commits[0]?.at ?? 0) > 1_600_000_000_000);
  assert.deepEqual(
    tags.map(({ name, sha, message }) => [name, sha, message]),
    [
      ["failed/10", bad, "agent.yaml:1: no\nmore"],
      ["proposal/10", bad, undefined],
      ["deployed/2", one, undefined],
      ["proposal/2", one, undefined],
      ["deployed/0", base, undefined],
    ],
  );
});

test("a repository that is removed while it is read is not there, which is no failure of the core", async (t) => {
  const { histories, repos, applied } = await stageHistory(t);
  // Git waits at it until its other end is closed.
  const head = join(applied, "HEAD");
  rmSync(head);
  execFileSync("/usr/bin/mkfifo", [head], { env: {} });
  await using pipe = await open(head, "r+");
  const reading = assert.rejects(histories.history("coder"), { code: "not_found", message: /deleted while/ });
  await repos.remove(coder);
  await pipe.close();
  await reading;
});

test("a commit that was never deployed can be read by the sha of its tag", async (t) => {
  const { histories, commit, repos } = await stageHistory(t);
  const bad = commit({ "agent.yaml": "model: opus\n", "new.md": "x\n" }, "break it\n\nwhy not");
  await repos.pin(coder, bad, "proposal/1");
  await repos.annotate(coder, "denied/1", { sha: bad, text: "no" });
  const [tag] = (await histories.history("coder")).tags;
  const change = await histories.change("coder", tag?.sha ?? "");
  assert.partialDeepStrictEqual(change, {
    sha: bad,
    message: "break it\n\nwhy not",
    truncated: false,
    stat: { files: 2, insertions: 2, deletions: 1 },
  });
  assert.match(change.diff, /^-model: haiku\n\+model: opus$/m);
  assert.equal((await histories.change("coder", bad.slice(0, 12).toUpperCase())).sha, bad);
});

test("a first commit shows all that it holds, and a merge what it brought to its first parent", async (t) => {
  const { histories, commit, git, deploy, base } = await stageHistory(t);
  assert.match((await histories.change("coder", base)).diff, /^\+model: haiku$/m);
  git("checkout", "--quiet", "-b", "side");
  commit({ "side.md": "s\n" });
  git("checkout", "--quiet", "main");
  commit({ "main.md": "m\n" });
  git("merge", "--quiet", "--no-ff", "--no-edit", "side");
  const merge = git("rev-parse", "HEAD");
  await deploy(merge, 1);
  const { stat, diff } = await histories.change("coder", merge);
  assert.deepEqual(stat, { files: 1, insertions: 1, deletions: 0 });
  assert.match(diff, /side\.md/);
});

test("pages follow one another without a gap, also over merges and dates that lie", async (t) => {
  const { histories, fast, git, applied } = await stageHistory(t);
  const lines: string[] = [];
  for (let n = 1; n <= 130; n += 1) {
    const at = n % 3 === 0 ? 4_000_000_000 : 1_000_000_000 - n;
    lines.push("commit refs/heads/main", `mark :${n}`, `committer c <c@x> ${at} +0000`, "data 1", "m");
    lines.push(`from ${n === 1 ? "refs/heads/main^0" : `:${n - 1}`}`);
    if (n > 20 && n % 10 === 0) lines.push(`merge :${n - 15}`);
    lines.push("");
  }
  fast(lines);
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const { commits, next } = await histories.history("coder", { after });
    assert.ok(commits.length <= 50);
    seen.push(...commits.map(({ sha }) => sha));
    after = next;
  } while (after !== undefined);
  assert.equal(new Set(seen).size, 131);
  assert.deepEqual(seen, git("-C", applied, "rev-list", "--topo-order", "main").split("\n"));
});

test("the record of deploys is shown as meta", async (t) => {
  const { histories, roots, base } = await stageHistory(t);
  await assert.rejects(histories.history("meta"), { code: "not_found" });
  const meta = createMeta({ roots, clock: createManualClock() });
  await meta.open();
  const sha = await meta.record({ set: [{ name: coder, rev: base }] }, "deploy coder");
  const { repo, commits, tags } = await histories.history("meta");
  assert.deepEqual([repo, tags], ["meta", []]);
  assert.partialDeepStrictEqual(commits, [{ sha, subject: "deploy coder" }, { subject: "begin the record" }]);
  assert.match((await histories.change("meta", sha)).diff, new RegExp(`\\+.*${base}`));
});

test("what names no commit of the repository is refused", async (t) => {
  const { histories, git } = await stageHistory(t);
  for (const sha of [
    "main",
    "HEAD",
    "refs/tags/deployed/0",
    "--all",
    "abc",
    "g".repeat(40),
    "0".repeat(41),
    "a\nb",
    "",
  ])
    for (const ask of [() => histories.change("coder", sha), () => histories.history("coder", { after: sha })])
      await assert.rejects(ask(), { code: "bad_request" }, JSON.stringify(sha));
  for (const sha of ["0".repeat(40), git("rev-parse", "HEAD:agent.yaml"), git("rev-parse", "HEAD^{tree}")])
    await assert.rejects(histories.change("coder", sha), { code: "not_found" }, sha);
  for (const name of ["nobody", "../coder", "coder/..", "", "meta/../coder", "operator"])
    await assert.rejects(histories.history(name), { code: "unknown_agent" }, name);
});

test("pages go on only from what was deployed", async (t) => {
  const { histories, commit, repos } = await stageHistory(t);
  const bad = commit({ "agent.yaml": "model: opus\n" });
  await repos.pin(coder, bad, "proposal/1");
  await assert.rejects(histories.history("coder", { after: bad }), { code: "not_found" });
});

test("words and names of a hostile author come back as data, cut to a length", async (t) => {
  const { histories, fast } = await stageHistory(t);
  const subject = `<script>alert(1)</script>\x1b]0;x\x07\u202e${"y".repeat(300)}`;
  const message = `${subject}\n\n${"z".repeat(100_000)}`;
  const name = "<img src=x onerror=alert(1)> [a](javascript:b).md";
  fast([
    "commit refs/heads/main",
    "author \x1b[31m&lt;svg/onload=x&gt; <a@\u202ex> 99999999999 +0000",
    "committer c <c@x> 1700000000 +0000",
    `data ${Buffer.byteLength(message)}`,
    message,
    "from refs/heads/main^0",
    `M 100644 inline "${name}"`,
    "data 3",
    "a\x1bb",
    "",
  ]);
  const [row] = (await histories.history("coder")).commits;
  assert.equal(row?.subject, `${`<script>alert(1)</script>]0;x\u202e${"y".repeat(300)}`.slice(0, 200)}…`);
  assert.doesNotMatch(row?.author ?? "\x1b", /\p{C}/u);
  const change = await histories.change("coder", row?.sha ?? "");
  assert.equal(change.message.length, 4000);
  assert.ok(change.diff.includes(`+++ b/${name}`));
  assert.ok(change.diff.includes("\n+a\x1bb\n"));
});

test("attributes, drivers and hooks of a repository change nothing and run nothing", async (t) => {
  const { histories, commit, deploy, applied, dir } = await stageHistory(t);
  const trap = join(dir, "trap");
  const files = { ".gitattributes": "* diff=evil -diff binary\n", "agent.yaml": "model: opus\n" };
  const sha = commit(files);
  await deploy(sha, 1);
  for (const key of ["diff.evil.command", "diff.evil.textconv", "diff.external", "core.pager", "core.fsmonitor"])
    await runGit(["config", key, `touch ${trap}; false`], { gitDir: applied });
  writeFileSync(join(applied, "info-attributes"), "* diff=evil\n");
  assert.match((await histories.change("coder", sha)).diff, /^\+model: opus$/m);
  assert.equal((await histories.history("coder")).commits.length, 2);
  await assert.rejects(async () => (await import("node:fs/promises")).stat(trap), { code: "ENOENT" });
});

test("a large change is cut at a line and says so", async (t) => {
  const { histories, fast } = await stageHistory(t);
  const text = "0123456789\n".repeat(60_000);
  const head = [
    "commit refs/heads/main",
    "committer c <c@x> 1700000000 +0000",
    "data 1",
    "m",
    "from refs/heads/main^0",
  ];
  fast([...head, "M 100644 inline large.txt", `data ${text.length}`, text]);
  const [row] = (await histories.history("coder")).commits;
  const { truncated, diff, stat } = await histories.change("coder", row?.sha ?? "");
  assert.deepEqual([truncated, stat.insertions], [true, 60_000]);
  assert.ok(diff.length <= 400 * 1024 && diff.endsWith("\n"));
});

test("10,000 commits and 10,000 tags are shown with less than a second of work", async (t) => {
  const { histories, fast, git, applied } = await stageHistory(t);
  const lines: string[] = [];
  for (let n = 1; n <= 10_000; n += 1) {
    const text = `model: ${n}\n`;
    lines.push("commit refs/heads/main", `mark :${n}`, `committer c <c@x> ${1_700_000_000 + n} +0000`, "data 1", "m");
    if (n === 1) lines.push("from refs/heads/main^0");
    lines.push("M 100644 inline agent.yaml", `data ${text.length}`, text);
    if (n > 9_900) lines.push(`tag failed/${n}`, `from :${n}`, "tagger c <c@x> 1700000000 +0000", "data 3", "why");
  }
  fast(lines);
  git("-C", applied, "pack-refs", "--all");
  const shas = git("-C", applied, "rev-list", "--reverse", "main").split("\n");
  // By hand, since git writes a file for each before it packs them.
  const refs = shas.slice(1, 9_901).map((sha, at) => `${sha} refs/tags/proposal/${at + 1}\n`);
  writeFileSync(join(applied, "packed-refs"), `${git("-C", applied, "show-ref")}\n${refs.join("")}`);
  const timed = async (after?: string) => {
    // Of the processor, not of the clock: on a busy machine the same work takes longer.
    const before = childrenCpuMs();
    return { ...(await histories.history("coder", { after })), took: childrenCpuMs() - before };
  };
  const first = await timed();
  assert.deepEqual([first.commits.length, first.tags.length], [50, 500]);
  assert.partialDeepStrictEqual(first.tags.slice(0, 2), [
    { name: "failed/10000", message: "why", sha: first.commits[0]?.sha },
    { name: "failed/9999", message: "why", sha: first.commits[1]?.sha },
  ]);
  assert.equal(first.tags.at(-1)?.name, "proposal/9501");
  const second = await timed(first.next);
  assert.equal(second.commits.length, 50);
  t.diagnostic(`first page ${first.took.toFixed(0)} ms, next page ${second.took.toFixed(0)} ms`);
  for (const { took } of [first, second]) assert.ok(took < 1000, `${took} ms`);
});
