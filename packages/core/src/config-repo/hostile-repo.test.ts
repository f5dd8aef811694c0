import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
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
import { resolveCommit } from "./commit-ref.ts";
import { coder, managerGit, SEED, spawnManager, stageConfig } from "./config-stage.test-support.ts";
import { openObjects, stateOfObjects } from "./open-objects.ts";
import { inQuarantine } from "./quarantine.ts";
import { looseAt, pin, refused } from "./hostile-repo.test-support.ts";

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

test("what git does not keep among its objects is not looked at, however much it is", async (t) => {
  const { roots, config } = await stageConfig(t);
  const strange = join(config, ".git", "objects", "strange");
  mkdirSync(strange);
  using objects = openObjects(roots, coder);
  const before = stateOfObjects(objects);
  writeFileSync(join(strange, "new"), "");
  assert.equal(stateOfObjects(objects), before);
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
