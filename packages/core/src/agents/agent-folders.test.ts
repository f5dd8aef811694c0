import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { toAgentName } from "@hyperhive/wire";
import { makeAgentFolders, makeHiveFolders } from "./agent-folders.ts";
import { agentPaths, appliedDir, metaDir, proposedDir } from "./agent-paths.ts";
import { tempFolderOf } from "../temp-folder.test-support.ts";

const coder = toAgentName("coder");

function freshRoots(t: TestContext) {
  const dir = tempFolderOf(t);
  return { stateDir: join(dir, "state"), runDir: join(dir, "run") };
}

const mode = (path: string) => (statSync(path).mode & 0o7777).toString(8);

test("what is an agent's own is closed to everyone else, and the shared directory is sticky", async (t) => {
  const roots = freshRoots(t);
  await makeHiveFolders(roots, false);
  await makeAgentFolders(roots, coder, {});
  const paths = agentPaths(roots, coder);
  assert.deepEqual(
    [mode(roots.stateDir), mode(roots.runDir), mode(join(roots.stateDir, "shared"))],
    ["700", "751", "1777"],
  );
  assert.deepEqual([mode(paths.claude), mode(paths.state), mode(paths.sockets)], ["700", "700", "711"]);
});

test(
  "for a root core an agent's account owns its directories and can pass but not list those above",
  { skip: process.getuid?.() !== 0 },
  async (t) => {
    const roots = freshRoots(t);
    await makeHiveFolders(roots, true);
    await makeAgentFolders(roots, coder, { agent: 300_001, manager: 300_000 });
    const paths = agentPaths(roots, coder);
    assert.deepEqual(
      [statSync(paths.state).uid, statSync(paths.claude).uid, statSync(paths.config).uid, statSync(paths.root).uid],
      [300_001, 300_001, 300_000, 0],
    );
    assert.deepEqual(
      [mode(roots.stateDir), mode(join(roots.stateDir, "agents")), mode(paths.root)],
      ["711", "711", "711"],
    );
  },
);

test(
  "for a root core the manager writes what is proposed and reads by its group what is applied",
  { skip: process.getuid?.() !== 0 },
  async (t) => {
    const roots = freshRoots(t);
    await makeHiveFolders(roots, true);
    await makeAgentFolders(roots, coder, { agent: 300_001, manager: 300_000 });
    const facts = (path: string) => [statSync(path).uid, statSync(path).gid, mode(path)];
    assert.deepEqual(facts(proposedDir(roots)), [0, 300_000, "751"]);
    assert.deepEqual(facts(join(proposedDir(roots), "coder")), [0, 0, "755"]);
    assert.deepEqual(facts(agentPaths(roots, coder).config), [300_000, 300_000, "755"]);
    for (const path of [appliedDir(roots), metaDir(roots)]) assert.deepEqual(facts(path), [0, 300_000, "2750"]);
    await makeHiveFolders(roots, true);
    assert.equal(statSync(appliedDir(roots)).gid, 300_000);
  },
);

test("a configuration that an earlier version kept among the agent's directories is moved, with a link in its place", async (t) => {
  const roots = freshRoots(t);
  const paths = agentPaths(roots, coder);
  await makeHiveFolders(roots, false);
  mkdirSync(paths.configLink, { recursive: true });
  writeFileSync(join(paths.configLink, "agent.yaml"), "kept");
  for (const _again of [1, 2]) {
    await makeAgentFolders(roots, coder, {});
    assert.equal(readFileSync(join(paths.config, "agent.yaml"), "utf8"), "kept");
    assert.equal(readlinkSync(paths.configLink), "../../proposed/coder/config");
  }
});

test("a link on the way to a proposed configuration is refused and not followed", async (t) => {
  const roots = freshRoots(t);
  await makeHiveFolders(roots, false);
  const victim = join(roots.stateDir, "victim");
  mkdirSync(victim, { mode: 0o700 });
  symlinkSync(victim, join(proposedDir(roots), "coder"));
  await assert.rejects(makeAgentFolders(roots, coder, {}), { code: "forbidden", message: /proposed\/coder\/config/ });
  assert.equal(mode(victim), "700");
});

test("directories that are there keep their contents and get their modes back", async (t) => {
  const roots = freshRoots(t);
  await makeHiveFolders(roots, false);
  await makeAgentFolders(roots, coder, {});
  const note = join(agentPaths(roots, coder).state, "notes.md");
  writeFileSync(note, "kept");
  await makeAgentFolders(roots, coder, {});
  assert.equal(statSync(note).size, 4);
});

test("a place that cannot be used is named with what to do", async (t) => {
  const { runDir } = freshRoots(t);
  const stateDir = "/proc/hive";
  await assert.rejects(makeHiveFolders({ stateDir, runDir }, false), {
    code: "forbidden",
    message: /cannot make or use \/proc\/hive .*`HYPERHIVE_STATE_DIR`/,
  });
});
