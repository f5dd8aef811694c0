import assert from "node:assert/strict";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { toAgentName } from "@hyperhive/wire";
import { agentPaths, metaDir } from "./agents/agent-paths.ts";
import { startStage } from "./daemon.test-support.ts";

test("a record that is damaged is moved aside and begun anew with what is deployed", async (t) => {
  const { core, config, start } = await startStage(t);
  const deployed = core.agents.view("coder").deployed_sha;
  await core.stop();
  writeFileSync(join(metaDir(config), ".git/HEAD"), "nonsense");
  const next = await start();
  assert.ok(existsSync(`${metaDir(config)}.broken-1/hive.lock.json`));
  assert.equal(next.agents.view("coder").deployed_sha, deployed);
});

test("an agent whose repos are broken shows it, and everybody else goes on", async (t) => {
  const { core, config, start } = await startStage(t);
  await core.agents.spawn("tester");
  await core.stop();
  rmSync(join(agentPaths(config, toAgentName("coder")).applied, "objects"), { recursive: true });
  const next = await start();
  assert.deepEqual([next.agents.view("coder").failed, next.agents.view("tester").failed], [true, false]);
  assert.match(next.agents.view("coder").detail ?? "", /configuration repos cannot be used/);
});

test("agents of earlier times, with an agent.json and no repos, get theirs from it", async (t) => {
  const { core, config, start } = await startStage(t);
  await core.stop();
  const { applied, config: proposed, agentJson } = agentPaths(config, toAgentName("coder"));
  rmSync(applied, { recursive: true });
  rmSync(proposed, { recursive: true });
  writeFileSync(agentJson, JSON.stringify({ model: "opus", network: "none" }));
  const next = await start();
  assert.match(next.agents.view("coder").deployed_sha ?? "", /^[0-9a-f]{12}$/);
  assert.equal(next.agents.view("coder").active_model, "opus");
  assert.ok(existsSync(join(proposed, "agent.yaml")));
});
