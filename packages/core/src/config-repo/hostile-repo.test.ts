import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { toAgentName } from "@hyperhive/wire";
import { resolveCommit } from "./commit-ref.ts";
import { coder, managerGit, SEED, spawnManager, stageConfig } from "./config-stage.test-support.ts";
import { copyObjects } from "./copy-objects.ts";
import { openObjects } from "./open-objects.ts";
import { inQuarantine } from "./quarantine.ts";

type Stage = Awaited<ReturnType<typeof stageConfig>>;

const pin = ({ repos }: Stage, ref: string) => repos.pin(coder, ref, "proposal/1");

/** Where git keeps an object that is in no pack. */
const looseAt = (config: string, sha: string) => join(config, ".git", "objects", sha.slice(0, 2), sha.slice(2));

function writeLoose(
  config: string,
  { sha, type, body }: { sha?: string; type: string; body: string | Buffer },
): string {
  const raw = Buffer.concat([Buffer.from(`${type} ${Buffer.byteLength(body)}\0`), Buffer.from(body)]);
  const name = sha ?? createHash("sha1").update(raw).digest("hex");
  const path = looseAt(config, name);
  mkdirSync(join(path, ".."), { recursive: true });
  rmSync(path, { force: true });
  writeFileSync(path, deflateSync(raw));
  return name;
}

/** A commit of a tree that is given entry by entry, as `mode name` and sha. */
function commitOf(stage: Stage, entries: readonly (readonly [string | Buffer, string])[]): string {
  const body = Buffer.concat(
    entries.map(([entry, sha]) => Buffer.concat([Buffer.from(entry), Buffer.of(0), Buffer.from(sha, "hex")])),
  );
  const tree = writeLoose(stage.config, { type: "tree", body });
  const who = "M <m@hive.invalid> 1700000000 +0000";
  const text = `tree ${tree}\nparent ${stage.base}\nauthor ${who}\ncommitter ${who}\n\nby hand\n`;
  return writeLoose(stage.config, { type: "commit", body: text });
}

async function refused(stage: Stage, ref: string, message: RegExp): Promise<void> {
  await assert.rejects(pin(stage, ref), { code: "unsafe_repo", message });
  assert.deepEqual(
    (await stage.repos.tagsOf(coder)).map(({ tag }) => tag),
    ["deployed/0"],
  );
}

test("nothing that the repository's configuration names is ever run", async (t) => {
  const stage = await stageConfig(t);
  const { repos, config, base, git, commit, dir } = stage;
  const marker = join(dir, "marker");
  const program = join(dir, "program");
  writeFileSync(program, `#!/bin/sh\ntouch ${marker}\ncat\n`, { mode: 0o755 });
  const head = commit({ "agent.yaml": "model: opus\n", ".gitattributes": "* filter=evil diff=evil merge=evil\n" });
  mkdirSync(join(config, ".git", "hooks"), { recursive: true });
  for (const hook of ["post-checkout", "reference-transaction", "pre-commit", "post-index-change", "post-update"])
    cpSync(program, join(config, ".git", "hooks", hook));
  writeFileSync(join(config, "..", "included"), `[core]\n\tpager = ${program}\n\tsshCommand = ${program}\n`);
  for (const [key, value] of [
    ["core.hooksPath", join(config, ".git", "hooks")],
    ["core.fsmonitor", program],
    ["core.sshCommand", program],
    ["core.pager", program],
    ["core.gitProxy", program],
    ["core.worktree", dir],
    ["filter.evil.smudge", program],
    ["filter.evil.clean", program],
    ["filter.evil.process", program],
    ["diff.external", program],
    ["diff.evil.command", program],
    ["diff.evil.textconv", program],
    ["merge.evil.driver", program],
    ["uploadpack.packObjectsHook", program],
    ["include.path", join(config, "..", "included")],
    ["gpg.program", program],
    ["credential.helper", program],
  ] as const)
    git("config", key, value);
  rmSync(marker, { force: true });
  const steps = [
    () => pin(stage, head),
    () => repos.tag(coder, "approved/1", head),
    () => repos.annotate(coder, "failed/1", { sha: head, text: "no" }),
    () => repos.diff(coder, { base, head }, { maxBytes: 10_000 }),
    () => repos.files(coder, head),
    () => repos.describe(coder, head),
    () => repos.fastForward(coder, head),
    () => repos.seed(coder, SEED),
    () => repos.recover(coder),
    () => repos.remove(coder),
  ];
  for (const step of steps) {
    await step();
    assert.ok(!existsSync(marker), String(step));
  }
});

test("a commit is named by its sha only", async (t) => {
  const stage = await stageConfig(t);
  const sha = stage.commit({ a: "1\n" });
  for (const ref of [
    "main",
    "HEAD",
    "abc123",
    `${sha}0`,
    `${sha}^`,
    "--upload-pack=x",
    "",
    "1234567\n",
    "refs/heads/main",
  ])
    await assert.rejects(pin(stage, ref), { code: "bad_request", message: /`commit_ref` must be the sha/ });
  await assert.rejects(pin(stage, "0123456789"), { code: "not_found" });
  assert.deepEqual(await pin(stage, sha.toUpperCase()), { sha });
});

test("refs with misleading names mislead nobody", async (t) => {
  const stage = await stageConfig(t);
  const sha = stage.commit({ a: "1\n" });
  const other = stage.commit({ a: "2\n" });
  const refs = join(stage.config, ".git", "refs");
  for (const name of [sha, sha.slice(0, 7), "--upload-pack=touch marker", "proposal"])
    for (const kind of ["heads", "tags"]) writeFileSync(join(refs, kind, name), `${other}\n`);
  writeFileSync(join(stage.config, ".git", sha.slice(0, 7)), `${other}\n`);
  mkdirSync(join(refs, "replace"));
  writeFileSync(join(refs, "replace", sha), `${other}\n`);
  assert.deepEqual(await pin(stage, sha.slice(0, 7)), { sha });
});

test("a beginning that several commits share is refused", async (t) => {
  const stage = await stageConfig(t);
  const tree = managerGit(stage.config, ["rev-parse", "HEAD^{tree}"]);
  const seen = new Map<string, string>();
  for (let count = 0; ; count++) {
    const body = `tree ${tree}\nauthor M <m@h.invalid> ${count} +0000\ncommitter M <m@h.invalid> 1 +0000\n\nx\n`;
    const sha = createHash("sha1").update(`commit ${body.length}\0${body}`).digest("hex");
    const twin = seen.get(sha.slice(0, 7));
    seen.set(sha.slice(0, 7), body);
    if (twin === undefined) continue;
    for (const each of [twin, body]) writeLoose(stage.config, { type: "commit", body: each });
    await assert.rejects(pin(stage, sha.slice(0, 7)), { code: "bad_request", message: /more of its digits/ });
    assert.deepEqual(await pin(stage, sha), { sha });
    return;
  }
});

test("an amended commit stays pinned, and what is unreachable by now can be pinned", async (t) => {
  const stage = await stageConfig(t);
  const sha = stage.commit({ a: "1\n" });
  await pin(stage, sha);
  stage.git("commit", "--quiet", "--amend", "--message=amended");
  stage.git("reflog", "expire", "--expire=now", "--all");
  stage.git("gc", "--quiet", "--prune=now");
  assert.deepEqual(await pin(stage, sha), { sha });
  assert.equal((await stage.repos.files(coder, sha)).get("a"), "1\n");
  const never = stage.git("rev-parse", "HEAD");
  stage.git("commit", "--quiet", "--amend", "--message=amended again");
  stage.git("reflog", "expire", "--expire=now", "--all");
  stage.git("gc", "--quiet", "--prune=now");
  await assert.rejects(stage.repos.pin(coder, never, "proposal/2"), { code: "not_found" });
});

test("a packed repository is read as well, whatever its indexes say", async (t) => {
  const stage = await stageConfig(t);
  const first = stage.commit({ a: "1\n".repeat(1000) });
  const sha = stage.commit({ a: "1\n".repeat(999) });
  stage.git("gc", "--quiet");
  const packs = join(stage.config, ".git", "objects", "pack");
  for (const name of readdirSync(packs).filter((name) => name.endsWith(".idx"))) {
    chmodSync(join(packs, name), 0o600);
    writeFileSync(join(packs, name), "nonsense");
  }
  assert.deepEqual(await pin(stage, sha), { sha });
  assert.equal(await stage.repos.isAncestor(coder, first, sha), true);
});

test("another agent's commits are not found, with alternates neither", async (t) => {
  const stage = await stageConfig(t);
  const { roots, repos, config } = stage;
  const writer = toAgentName("writer");
  await repos.seed(writer, { "secret.md": "secret\n" });
  const secret = await repos.main(writer);
  const applied = join(roots.stateDir, "applied", "writer", "objects");
  writeFileSync(join(config, ".git", "objects", "info", "alternates"), `${applied}\n`);
  await assert.rejects(pin(stage, secret), { code: "not_found" });
  const tree = managerGit(config, ["rev-parse", `${secret}^{tree}`]);
  const who = "M <m@hive.invalid> 1700000000 +0000";
  const body = `tree ${tree}\nauthor ${who}\ncommitter ${who}\n\nx\n`;
  await refused(stage, writeLoose(config, { type: "commit", body }), /lacks a part/);
});

test("links in the place of the repository or of its folders are not followed", async (t) => {
  const stage = await stageConfig(t);
  const sha = stage.commit({ a: "1\n" });
  const git = join(stage.config, ".git");
  const away = join(stage.dir, "away");
  const swap = async (path: string, check: () => Promise<void>) => {
    renameSync(path, away);
    symlinkSync(away, path);
    await check();
    rmSync(path);
    renameSync(away, path);
  };
  const clear = (step: string) => () =>
    refused(stage, sha, new RegExp(`\`${step}\` of /agents/coder/config is a file or a symbolic link`));
  await swap(git, clear(".git"));
  await swap(join(git, "objects"), clear("objects"));
  await swap(stage.config, clear("config"));
  await swap(join(stage.config, ".."), clear("coder"));
  const missing = { code: "not_found" };
  await swap(join(git, "objects", sha.slice(0, 2)), () => assert.rejects(pin(stage, sha), missing));
  await swap(looseAt(stage.config, sha), () => assert.rejects(pin(stage, sha), missing));
  await pin(stage, sha);
});

test("a `.git` that is a file is refused, and none at all is not found", async (t) => {
  const stage = await stageConfig(t);
  const sha = stage.commit({ a: "1\n" });
  const git = join(stage.config, ".git");
  renameSync(git, join(stage.dir, "away"));
  await assert.rejects(pin(stage, sha), { code: "not_found", message: /no git repository/ });
  writeFileSync(git, `gitdir: ${join(stage.dir, "away")}\n`);
  await refused(stage, sha, /`\.git` of .* is a file/);
});

test("what may not be read is told", { skip: process.getuid?.() === 0 }, async (t) => {
  const stage = await stageConfig(t);
  const sha = stage.commit({ a: "1\n" });
  const closed = async (path: string, check: () => Promise<void>) => {
    chmodSync(path, 0o000);
    await check().finally(() => chmodSync(path, 0o755));
  };
  await closed(join(stage.config, ".git"), () => refused(stage, sha, /`objects` of .* may not be read|`.git` of/));
  await closed(looseAt(stage.config, sha), () => assert.rejects(pin(stage, sha), { code: "not_found" }));
  await pin(stage, sha);
});

test("a pipe among the objects holds nobody up", async (t) => {
  const stage = await stageConfig(t);
  const sha = stage.commit({ a: "1\n" });
  const objects = join(stage.config, ".git", "objects");
  const pipes = [looseAt(stage.config, "ab".repeat(20)), join(objects, "pack", `pack-${"ab".repeat(20)}.pack`)];
  for (const pipe of pipes) {
    mkdirSync(join(pipe, ".."), { recursive: true });
    execFileSync("/usr/bin/mkfifo", [pipe], { env: {} });
  }
  assert.deepEqual(await pin(stage, sha), { sha });
  const other = stage.commit({ a: "2\n" });
  rmSync(looseAt(stage.config, other));
  execFileSync("/usr/bin/mkfifo", [looseAt(stage.config, other)], { env: {} });
  await assert.rejects(stage.repos.pin(coder, other, "proposal/2"), { code: "not_found" });
});

test("links, submodules and odd entries of a tree are refused by their name", async (t) => {
  const stage = await stageConfig(t);
  const blob = managerGit(stage.config, ["hash-object", "-w", "--stdin"], { input: "text\n" });
  await refused(stage, commitOf(stage, [["120000 link", blob]]), /^link is a symbolic link/);
  await refused(stage, commitOf(stage, [["160000 sub", stage.base]]), /^sub is a submodule/);
  for (const name of [".git", "..", ".GIT", "a\u200bb", "a\nb", "a\u00a0b", "x".repeat(201), "a\u001b[31m"])
    await refused(stage, commitOf(stage, [[`100644 ${name}`, blob]]), /^the file name/);
  const strange = Buffer.concat([Buffer.from("100644 "), Buffer.of(0xff, 0x41)]);
  await refused(stage, commitOf(stage, [[strange, blob]]), /^the file name ".*A" is not UTF-8/);
  await refused(
    stage,
    commitOf(stage, [
      ["100644 b", blob],
      ["100644 a", blob],
    ]),
    /git does not take.*treeNotSorted/,
  );
});

test("files that are no plain text are refused by their name", async (t) => {
  const stage = await stageConfig(t);
  await refused(stage, stage.commit({ "a.md": Buffer.of(0x61, 0xff) }), /^a\.md is not UTF-8 text/);
  await refused(stage, stage.commit({ "a.md": "one\ntwo\0" }), /^a\.md holds the control character U\+0000 in line 2/);
  await refused(stage, stage.commit({ "a.md": "\u001b[2J" }), /^a\.md holds the control character U\+001B/);
  await refused(stage, stage.commit({ "a.md": "\u009b2J" }), /U\+009B/);
  await pin(stage, stage.commit({ "a.md": "tab\tand\r\nreturn\n", "empty.md": "" }));
});

test("too much is refused before it is read", async (t) => {
  const stage = await stageConfig(t);
  await refused(stage, stage.commit({ "big.md": "x".repeat(256 * 1024 + 1) }), /^big\.md is 262145 bytes/);
  const large = Object.fromEntries(Array.from({ length: 5 }, (_, n) => [`part${n}.md`, "x".repeat(256 * 1024)]));
  await refused(stage, stage.commit({ "big.md": undefined, ...large }), /over 1 MiB together/);
  stage.git("reset", "--quiet", "--hard", stage.base);
  const many = Object.fromEntries(Array.from({ length: 501 }, (_, n) => [`d/${n}.md`, ""]));
  await refused(stage, stage.commit(many), /more than 500 files/);
});

test("a tree that unfolds without end is refused", async (t) => {
  const stage = await stageConfig(t);
  let sha = managerGit(stage.config, ["hash-object", "-w", "--stdin"], { input: "" });
  let mode = "100644";
  for (let depth = 0; depth < 12; depth++) {
    const entries = Array.from("abcdefghij", (name) =>
      Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(sha, "hex")]),
    );
    sha = writeLoose(stage.config, { type: "tree", body: Buffer.concat(entries) });
    mode = "40000";
  }
  const who = "M <m@hive.invalid> 1700000000 +0000";
  const body = `tree ${sha}\nauthor ${who}\ncommitter ${who}\n\nx\n`;
  await refused(stage, writeLoose(stage.config, { type: "commit", body }), /more than 500 files/);
});

test("an object that claims or unfolds to an enormous size is refused", async (t) => {
  const stage = await stageConfig(t);
  const bomb = writeLoose(stage.config, { type: "blob", body: Buffer.alloc(100 * 1024 * 1024) });
  const first = commitOf(stage, [["100644 bomb", bomb]]);
  await refused(stage, first, /^bomb is 104857600 bytes/);
  stage.git("update-ref", "refs/heads/main", first);
  stage.git("rm", "--quiet", "--cached", "-r", ".");
  await refused(stage, stage.commit({ a: "1\n" }), /history is too large/);
  const tree = "ab".repeat(20);
  mkdirSync(join(looseAt(stage.config, tree), ".."), { recursive: true });
  writeFileSync(looseAt(stage.config, tree), deflateSync(`tree ${2 ** 33}\0x`));
  const who = "M <m@hive.invalid> 1700000000 +0000";
  const body = `tree ${tree}\nauthor ${who}\ncommitter ${who}\n\nx\n`;
  await refused(stage, writeLoose(stage.config, { type: "commit", body }), /lacks a part|damaged/);
});

test("too many and too large object files are refused", async (t) => {
  const stage = await stageConfig(t);
  const sha = stage.commit({ a: "1\n" });
  const folder = join(stage.config, ".git", "objects", "aa");
  mkdirSync(folder, { recursive: true });
  const large = join(folder, "b".repeat(38));
  execFileSync("/usr/bin/truncate", ["-s", "65M", large], { env: {} });
  await refused(stage, sha, /too large: at most 20,000 object files and 64 MiB/);
  rmSync(large);
  await pin(stage, sha);
  const to = { target: join(stage.dir, "target"), known: join(stage.dir, "none") };
  using objects = openObjects(stage.roots, coder);
  const limits = { files: 100, entries: 300, bytes: 100_000 };
  await copyObjects(objects, { ...to, limits });
  for (const [limit, value] of Object.entries({ files: 3, entries: 5, bytes: 100 })) {
    const copy = copyObjects(objects, { ...to, target: join(stage.dir, limit), limits: { ...limits, [limit]: value } });
    await assert.rejects(copy, { code: "unsafe_repo", message: /too large/ });
  }
});

test("an object that is not what it is named is refused, also when applied has the one of that name", async (t) => {
  const stage = await stageConfig(t);
  const { config, repos } = stage;
  // The link comes into applied as history; the tip of the proposal does not hold it.
  const target = managerGit(config, ["hash-object", "-w", "--stdin"], { input: "evil\0" });
  const hidden = commitOf(stage, [["100644 agent.yaml", target]]);
  stage.git("reset", "--quiet", "--soft", hidden);
  await pin(stage, stage.commit({}));
  const again = commitOf(stage, [["100644 agent.yaml", target]]);
  const who = "X <m@hive.invalid> 1700000000 +0000";
  const tree = managerGit(config, ["rev-parse", `${again}^{tree}`]);
  const sha = writeLoose(config, { type: "commit", body: `tree ${tree}\nauthor ${who}\ncommitter ${who}\n\nx\n` });
  writeLoose(config, { sha: target, type: "blob", body: "harmless" });
  await assert.rejects(repos.pin(coder, sha, "proposal/2"), {
    code: "unsafe_repo",
    message: /agent\.yaml holds the control/,
  });
  const fresh = managerGit(config, ["hash-object", "-w", "--stdin"], { input: "fresh\0" });
  const lying = commitOf(stage, [["100644 agent.yaml", fresh]]);
  writeLoose(config, { sha: fresh, type: "blob", body: "harmless" });
  await assert.rejects(repos.pin(coder, lying, "proposal/2"), { code: "unsafe_repo" });
});

test("a shallow repository is refused with what to do", async (t) => {
  const stage = await stageConfig(t);
  stage.commit({ a: "1\n" });
  stage.commit({ a: "2\n" });
  const sha = stage.commit({ a: "3\n" });
  const clone = join(stage.dir, "clone");
  managerGit(stage.dir, ["clone", "--quiet", "--depth=1", `file://${stage.config}`, clone]);
  rmSync(join(stage.config, ".git"), { recursive: true });
  renameSync(join(clone, ".git"), join(stage.config, ".git"));
  await refused(stage, sha, /shallow or partial clone/);
});

test("a repository of the sha256 kind is refused with what to do", async (t) => {
  const stage = await stageConfig(t);
  rmSync(join(stage.config, ".git"), { recursive: true });
  stage.git("init", "--quiet", "--object-format=sha256");
  const sha = stage.commit({ a: "1\n" });
  await refused(stage, sha.slice(0, 40), /sha256 kind/);
  stage.git("gc", "--quiet");
  await refused(stage, sha.slice(0, 40), /sha256 kind/);
});

const RESHUFFLE = `
  for round in 1 2 3 4 5 6 7 8; do
    git repack -a -d -q && mv .git/objects/pack/*.pack ../all && rm -f .git/objects/pack/*
    git unpack-objects -q < ../all && rm -f ../all
  done
`;

test("a repository that changes while it is read is pinned whole or not at all", async (t) => {
  const stage = await stageConfig(t);
  const { repos } = stage;
  const shas = Array.from({ length: 5 }, (_, n) => stage.commit({ [`f${n}.md`]: `${n}\n`.repeat(200) }));
  const changing = spawnManager(stage.config, RESHUFFLE);
  const ended = once(changing, "close");
  for (let count = 0; changing.exitCode === null; count++) {
    const at = count % shas.length;
    const sha = shas[at] ?? "";
    const outcome = await repos.pin(coder, sha, `proposal/${count}`).catch((error: { code: string }) => error.code);
    if (outcome === "busy") continue;
    assert.deepEqual(outcome, { sha });
    assert.equal((await repos.files(coder, sha)).get(`f${at}.md`), `${at}\n`.repeat(200));
  }
  assert.deepEqual(await ended, [0, null]);
  for (const [at, sha] of shas.entries()) await repos.pin(coder, sha, `proposal/${1000 + at}`);
  managerGit(stage.applied, ["fsck", "--full", "--strict"]);
});

test("objects that went away between two looks are told as a change", async (t) => {
  const stage = await stageConfig(t);
  const sha = stage.commit({ a: "1\n" });
  const known = join(stage.applied, "objects");
  const folder = join(stage.dir, "quarantine");
  const order = { open: () => openObjects(stage.roots, coder), known, folder, prefix: "coder." };
  const lookAgain = inQuarantine(order, async (copy) => {
    stage.commit({ a: "2\n" });
    return await resolveCommit(copy, "0123456789");
  });
  await assert.rejects(lookAgain, { code: "busy", message: /changed while it was read; submit again/ });
  assert.deepEqual(readdirSync(folder), []);
  await pin(stage, sha);
});
