import assert from "node:assert/strict";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { tempFolderOf } from "../temp-folder.test-support.ts";
import { GitError } from "./git-error.ts";
import { makeGitFolder } from "./git-folder.ts";
import { lookUp, readObjects } from "./git-objects.ts";
import { gitText, runGit } from "./run-git.ts";

async function repoOf(t: TestContext): Promise<{ gitDir: string }> {
  const gitDir = join(tempFolderOf(t), "repo");
  await makeGitFolder(gitDir, { bare: true });
  return { gitDir };
}

test("git sees no configuration but what the core says", async (t) => {
  const origins = await gitText(["config", "--list", "--show-origin"], await repoOf(t));
  const files = new Set(origins.split("\n").flatMap((line) => line.split("\t").slice(0, 1)));
  assert.deepEqual(
    [...files].filter((origin) => !/^(command line:|file:.*\/repo\/config|)$/.test(origin)),
    [],
  );
});

test("what git says on stderr is in the error, in one line", async (t) => {
  await assert.rejects(runGit(["cat-file", "commit", "none"], await repoOf(t)), (error) => {
    assert.ok(error instanceof GitError);
    assert.equal(error.trouble, "failed");
    assert.match(error.message, /^git cat-file failed \(exit 128\): fatal: [^\n]+none$/);
    return true;
  });
});

test("too much output fails, or is cut when that was asked for", async (t) => {
  const repo = await repoOf(t);
  const input = "x".repeat(300_000);
  const sha = (await gitText(["hash-object", "-w", "--stdin"], { ...repo, input })).trim();
  const read = (beyond: "fail" | "cut") => runGit(["cat-file", "blob", sha], { ...repo, maxBytes: 1000, beyond });
  await assert.rejects(read("fail"), { trouble: "too_much_output" });
  const { cut, stdout } = await read("cut");
  assert.deepEqual([cut, stdout.length], [true, 1000]);
  await assert.rejects(readObjects([sha], { ...repo, maxBytes: 1000 }), { trouble: "too_much_output" });
});

test("a git that waits for ever is stopped by its deadline or by the caller", async (t) => {
  const call = { ...(await repoOf(t)), input: "" };
  const waiting: [string, ...string[]] = ["-c", "alias.wait=!exec sleep 100", "wait"];
  await assert.rejects(runGit(waiting, { ...call, timeoutMs: 50 }), { trouble: "timed_out" });
  const controller = new AbortController();
  const running = runGit(waiting, { ...call, signal: controller.signal });
  controller.abort(new Error("not wanted any more"));
  await assert.rejects(running, /not wanted any more/);
  await assert.rejects(runGit(waiting, { ...call, signal: controller.signal }), /not wanted any more/);
});

test("objects are looked up and read in the order of asking", async (t) => {
  const repo = await repoOf(t);
  const texts = ["one\n", "", "two\nlines"];
  const shas = [];
  for (const input of texts) shas.push((await gitText(["hash-object", "-w", "--stdin"], { ...repo, input })).trim());
  const read = await readObjects(shas, { ...repo, maxBytes: 100 });
  assert.deepEqual(read.map(String), texts);
  const found = await lookUp(["1234567", shas[0] ?? ""], repo);
  assert.deepEqual(found, [{ kind: "missing" }, { kind: "found", sha: shas[0], type: "blob", size: 4 }]);
});
