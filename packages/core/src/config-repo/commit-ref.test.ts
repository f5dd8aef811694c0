import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { toAgentName } from "@hyperhive/wire";
import { coder, managerGit, stageConfig } from "./config-stage.test-support.ts";
import { pin, refused, writeLoose } from "./hostile-repo.test-support.ts";

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
    await assert.rejects(pin(stage, ref), {
      code: "bad_request",
      message: /`commit_ref`: expected 7 to 40 hex digits/,
    });
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
