import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { toAgentName } from "@hyperhive/wire";
import { GIT_ENVIRONMENT } from "../git/git-environment.ts";
import { tempFolderOf } from "../temp-folder.test-support.ts";
import { createMeta } from "./meta.ts";

const coder = toAgentName("coder");
const [REV_A, REV_B] = ["a".repeat(40), "b".repeat(40)];

async function metaOf(t: TestContext) {
  const stateDir = tempFolderOf(t);
  const roots = { stateDir, runDir: join(stateDir, "run") };
  const open = async () => {
    const meta = createMeta({ roots, clock: { now: () => 1_700_000_000_999 } });
    await meta.open();
    return meta;
  };
  const folder = join(stateDir, "meta");
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "safe.directory=*", ...args], { cwd: folder, env: { ...GIT_ENVIRONMENT } }).toString();
  const file = join(folder, "hive.lock.json");
  /** Each success as its sha and message, newest first; the commit that begins the record is none. */
  const successes = () => git("log", "--min-parents=1", "--format=%H %s").split("\n").slice(0, -1);
  return { meta: await open(), open, git, file, folder, successes };
}

test("a success is one commit of the lock, with hyperhive first and the agents by name", async (t) => {
  const { meta, git, file, successes } = await metaOf(t);
  const set = [
    { name: toAgentName("writer"), rev: REV_A },
    { name: coder, rev: REV_A },
    { name: "hyperhive" as const, rev: REV_B },
  ];
  const sha = await meta.record({ set }, "deploy coder aaaaaaaaaaaa (approval 12)");
  assert.equal(git("rev-parse", "HEAD").trim(), sha);
  assert.equal(git("status", "--porcelain"), "");
  const text = readFileSync(file, "utf8");
  assert.ok(text.endsWith("}\n"));
  assert.deepEqual(Object.keys(JSON.parse(text).inputs), ["hyperhive", "agent-coder", "agent-writer"]);
  assert.deepEqual(JSON.parse(text).inputs["agent-coder"], {
    locked: { rev: REV_A, lastModified: 1_700_000_000 },
    original: { url: "applied/coder" },
  });
  assert.deepEqual(successes(), [`${sha} deploy coder aaaaaaaaaaaa (approval 12)`]);
});

test("an aborted or forgotten change leaves neither a commit nor a trace in the worktree", async (t) => {
  const { meta, git, file, successes } = await metaOf(t);
  await meta.record({ set: [{ name: coder, rev: REV_A }] }, "deploy coder");
  const before = readFileSync(file, "utf8");
  const prepared = await meta.prepare({ set: [{ name: coder, rev: REV_B }] });
  assert.match(readFileSync(file, "utf8"), /bbbb/);
  assert.equal((await meta.lock()).inputs.get(coder)?.rev, REV_A);
  await prepared.abort();
  await prepared.abort();
  assert.equal(readFileSync(file, "utf8"), before);
  {
    await using _forgotten = await meta.prepare({ remove: [coder] });
  }
  assert.equal(readFileSync(file, "utf8"), before);
  assert.equal(git("status", "--porcelain"), "");
  assert.equal(successes().length, 1);
  await assert.rejects(prepared.finalize("too late"), /has ended already/);
});

test("a change that changes nothing makes no commit", async (t) => {
  const { meta, successes } = await metaOf(t);
  const sha = await meta.record({ set: [{ name: coder, rev: REV_A }] }, "deploy coder");
  assert.equal(await meta.record({ set: [{ name: coder, rev: REV_A }] }, "rebuild coder"), sha);
  assert.equal(await meta.record({ remove: [toAgentName("writer")] }, "destroy writer"), sha);
  assert.equal(successes().length, 1);
});

test("changes follow one another in the order of asking and none is lost", async (t) => {
  const { meta, successes } = await metaOf(t);
  const first = await meta.prepare({ set: [{ name: coder, rev: REV_A }] });
  const names = ["one", "two", "three"].map(toAgentName);
  const others = names.map((name) => meta.record({ set: [{ name, rev: REV_B }] }, `deploy ${name}`));
  await first.finalize("deploy coder");
  await Promise.all(others);
  const messages = successes().map((line) => line.slice(41));
  assert.deepEqual(messages, ["deploy three", "deploy two", "deploy one", "deploy coder"]);
  assert.deepEqual([...(await meta.lock()).inputs.keys()], ["coder", "one", "three", "two"]);
});

test("what a killed core had prepared is taken back by the next one, with the locks that git left", async (t) => {
  const { meta, open, git, file, folder, successes } = await metaOf(t);
  await meta.record({ set: [{ name: coder, rev: REV_A }] }, "deploy coder");
  const before = readFileSync(file, "utf8");
  await meta.prepare({ set: [{ name: coder, rev: REV_B }] });
  git("add", "hive.lock.json");
  for (const lock of ["index.lock", "HEAD.lock", "refs/heads/main.lock"]) writeFileSync(join(folder, ".git", lock), "");
  const next = await open();
  assert.equal(readFileSync(file, "utf8"), before);
  assert.equal(git("status", "--porcelain"), "");
  await next.record({ set: [{ name: coder, rev: REV_B }] }, "deploy coder again");
  assert.equal(successes().length, 2);
});

test("a core that was killed while it made the repository makes it again", async (t) => {
  const { open, folder, successes } = await metaOf(t);
  rmSync(join(folder, ".git", "refs", "heads", "main"));
  rmSync(join(folder, ".git", "index"));
  const meta = await open();
  assert.deepEqual(await meta.lock(), { inputs: new Map() });
  assert.deepEqual(successes(), []);
});

test("a lock that is damaged or missing is empty with a warning, and begun anew by the next success", async (t) => {
  const { meta, git, file } = await metaOf(t);
  writeFileSync(file, "{ nonsense");
  git("commit", "-qam", "damage");
  const damaged = await meta.lock();
  assert.equal(damaged.inputs.size, 0);
  assert.match(damaged.warning ?? "", /cannot be read/);
  git("rm", "-q", "hive.lock.json");
  git("commit", "-qm", "remove");
  assert.match((await meta.lock()).warning ?? "", /missing/);
  assert.ok(!existsSync(file));
  await meta.record({ set: [{ name: coder, rev: REV_A }] }, "deploy coder");
  assert.equal((await meta.lock()).inputs.get(coder)?.rev, REV_A);
});

test("hooks and settings that lie in the repository run nothing", async (t) => {
  const { meta, git, folder } = await metaOf(t);
  const marker = join(folder, "marker");
  for (const hook of ["pre-commit", "post-commit", "reference-transaction", "post-index-change"])
    writeFileSync(join(folder, ".git", hook), `#!/bin/sh\ntouch ${marker}\n`, { mode: 0o755 });
  git("config", "core.hooksPath", join(folder, ".git"));
  git("config", "core.fsmonitor", `touch ${marker}`);
  await meta.record({ set: [{ name: coder, rev: REV_A }] }, "deploy coder");
  assert.ok(!existsSync(marker));
});
