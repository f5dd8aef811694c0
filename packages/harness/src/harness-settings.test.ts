import assert from "node:assert/strict";
import { test } from "node:test";
import { readSettings } from "./harness-settings.ts";

test("an empty environment means the places of the cage", () => {
  assert.partialDeepStrictEqual(readSettings("agent", {}), {
    socketPath: "/run/hive/mcp.sock",
    modelSocketPath: "/run/hive/model.sock",
    configPath: "/etc/hyperhive/agent.json",
    stateDir: "/state",
    modelFile: "/state/hyperhive-model",
    sessionFile: "/home/agent/.claude/hyperhive-session.json",
    modelAccess: "key",
    claudePath: undefined,
    pronouns: undefined,
  });
});

test("places can be moved", () => {
  const env = { HYPERHIVE_MODEL_FILE: "/x/model", HYPERHIVE_CLAUDE_PATH: "/x/claude", HYPERHIVE_MODEL_ACCESS: "login" };
  assert.partialDeepStrictEqual(readSettings("agent", env), {
    modelFile: "/x/model",
    claudePath: "/x/claude",
    modelAccess: "login",
  });
});

test("a word that is not one of two is refused with both", () => {
  assert.throws(() => readSettings("agent", { HYPERHIVE_MODEL_ACCESS: "free" }), /key or login, got "free"/);
});
