import assert from "node:assert/strict";
import { mkdirSync, rmdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { MANAGER, toAgentName } from "@hyperhive/wire";
import { tempFolderOf } from "../temp-folder.test-support.ts";
import { agentPaths, proposedDir } from "./agent-paths.ts";
import { checkProposedFolder, makeProposedFolder } from "./proposed-folder.ts";

const coder = toAgentName("coder");

test("a plain folder may be mounted, and a link may not", (t) => {
  const dir = tempFolderOf(t);
  const roots = { stateDir: dir, runDir: join(dir, "run") };
  mkdirSync(proposedDir(roots));
  makeProposedFolder(roots, coder);
  checkProposedFolder(roots, coder);
  const { config } = agentPaths(roots, coder);
  rmdirSync(config);
  symlinkSync(dir, config);
  assert.throws(() => checkProposedFolder(roots, coder), { code: "forbidden", message: /plain folder.*start coder/ });
  checkProposedFolder(roots, toAgentName(MANAGER));
});
