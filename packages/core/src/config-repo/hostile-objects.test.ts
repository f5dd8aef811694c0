import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { coder, managerGit, stageConfig } from "./config-stage.test-support.ts";
import { copyObjects } from "./copy-objects.ts";
import { openObjects } from "./open-objects.ts";
import { commitOf, looseAt, pin, refused, writeLoose } from "./hostile-repo.test-support.ts";

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
