import assert from "node:assert/strict";
import { test } from "node:test";
import { agentConfigSchema } from "@hyperhive/wire";
import { readSettings } from "../harness-settings.ts";
import { claudeEnvironment } from "./claude-environment.ts";

const env = {
  PATH: "/bin",
  HOME: "/home/agent",
  LANG: "C.UTF-8",
  TERM: "dumb",
  SECRET: "s",
  HYPERHIVE_AGENT: "alice",
  GIT_AUTHOR_NAME: "alice",
  GIT_CONFIG_SYSTEM: "/etc/hive",
};
const settings = readSettings("agent", env);

test("claude sees nothing of our environment but what it needs", () => {
  const seen = claudeEnvironment(settings, { config: agentConfigSchema.parse({}), door: undefined });
  assert.partialDeepStrictEqual(seen, {
    PATH: "/bin",
    HOME: "/home/agent",
    GIT_AUTHOR_NAME: "alice",
    GIT_CONFIG_SYSTEM: "/etc/hive",
    DISABLE_TELEMETRY: "1",
    DISABLE_AUTO_COMPACT: "1",
  });
  for (const name of ["SECRET", "HYPERHIVE_AGENT", "ANTHROPIC_BASE_URL", "ANTHROPIC_API_KEY"])
    assert.ok(!(name in seen), name);
});

test("an agent's own variables are added, but replace nothing that we set", () => {
  const config = agentConfigSchema.parse({
    env: { MINE: "1", HOME: "/elsewhere", ANTHROPIC_BASE_URL: "http://elsewhere" },
  });
  const seen = claudeEnvironment(settings, { config, door: { url: "http://127.0.0.1:1", key: "relay" } });
  assert.partialDeepStrictEqual(seen, {
    MINE: "1",
    HOME: "/home/agent",
    ANTHROPIC_BASE_URL: "http://127.0.0.1:1",
    ANTHROPIC_API_KEY: "relay",
  });
});
