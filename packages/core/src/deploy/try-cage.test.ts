import assert from "node:assert/strict";
import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { toAgentName } from "@hyperhive/wire";
import { tempFolderOf } from "../temp-folder.test-support.ts";
import { startDeployStage } from "./deploy-stage.test-support.ts";

test("a trial does not follow a link that the manager put in the place of what it proposes", async (t) => {
  const { core, runtime, proposed, untilBuild } = await startDeployStage(t);
  const place = proposed("coder");
  rmSync(place, { recursive: true });
  symlinkSync(tempFolderOf(t), place);
  const { id } = await core.builds.rebuild("operator", toAgentName("coder"));
  const build = await untilBuild((found) => found.id === id);
  assert.equal(build.state, "failed");
  assert.match(build.note ?? "", /to be a plain folder below plain folders/);
  assert.deepEqual(runtime.builds, []);
});

test("a trial does not mount what leads into the hive", async (t) => {
  const { core, config, runtime, commit, submit, untilBuilt } = await startDeployStage(t);
  const place = tempFolderOf(t);
  mkdirSync(join(place, "data"));
  const mounts = `mounts: [{ source: ${join(place, "data")}, target: /data }]\n`;
  const { id } = await submit("coder", commit("coder", { "agent.yaml": mounts }));
  rmSync(join(place, "data"), { recursive: true });
  symlinkSync(config.stateDir, join(place, "data"));
  await core.approvals.approve(id);
  const build = await untilBuilt(id);
  assert.match(build.note ?? "", /belongs to the hive alone/);
  assert.deepEqual(runtime.builds, []);
});
