import assert from "node:assert/strict";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { toAgentName } from "@hyperhive/wire";
import { findFileRefs } from "../file-refs/file-refs.ts";
import { tempFolderOf } from "../temp-folder.test-support.ts";
import { agentPaths } from "./agent-paths.ts";
import { visibleFolders } from "./visible-folders.ts";

const coder = toAgentName("coder");

function hiveOf(t: TestContext) {
  const stateDir = tempFolderOf(t);
  const roots = { stateDir, runDir: join(stateDir, "run") };
  const { config, applied } = agentPaths(roots, coder);
  for (const folder of [config, applied, join(stateDir, "meta")]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(config, "agent.yaml"), "");
  writeFileSync(join(applied, "packed.idx"), "");
  writeFileSync(join(stateDir, "meta", "hive.lock.json"), "");
  return roots;
}

const BODY = "see /agents/coder/config/agent.yaml, /applied/coder/packed.idx and /meta/hive.lock.json";

test("the manager may name what is proposed, applied and deployed", (t) => {
  const roots = hiveOf(t);
  const refs = findFileRefs(BODY, visibleFolders(roots, toAgentName("manager")));
  assert.deepEqual(
    refs.map(({ host_path }) => host_path),
    ["proposed/coder/config/agent.yaml", "applied/coder/packed.idx", "meta/hive.lock.json"].map((path) =>
      join(roots.stateDir, path),
    ),
  );
});

test("another agent may name its own configuration only, and reads it only", (t) => {
  const roots = hiveOf(t);
  const folders = visibleFolders(roots, coder);
  assert.deepEqual(
    findFileRefs(BODY, folders).map(({ path }) => path),
    ["/agents/coder/config/agent.yaml"],
  );
  assert.deepEqual(findFileRefs(BODY, visibleFolders(roots, toAgentName("writer"))), []);
  assert.equal(folders.find(({ cage }) => cage === "/agents/coder/config")?.access, "ro");
});

test("a link that the manager makes leads nowhere", (t) => {
  const roots = hiveOf(t);
  writeFileSync(join(roots.stateDir, "secret"), "");
  symlinkSync(roots.stateDir, join(roots.stateDir, "proposed", "away"));
  assert.deepEqual(findFileRefs("/agents/away/secret", visibleFolders(roots, toAgentName("manager"))), []);
});
