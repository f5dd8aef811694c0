import assert from "node:assert/strict";
import { test } from "node:test";
import { agentConfigSchema } from "@hyperhive/wire";
import { hiveTools } from "../tools/hive-tools.ts";
import { allowedTools, builtInTools } from "./allowed-tools.ts";

const OWN = hiveTools("agent").map(({ name }) => `mcp__hyperhive__${name}`);

test("by default claude gets six built-in tools and ours", () => {
  const config = agentConfigSchema.parse({});
  assert.deepEqual(allowedTools("agent", config), ["Bash", "Edit", "Glob", "Grep", "Read", "Write", ...OWN]);
  const manager = allowedTools("manager", config);
  assert.deepEqual(manager.slice(0, 6 + OWN.length), allowedTools("agent", config));
  assert.ok(manager.includes("mcp__hyperhive__request_apply_commit"));
  assert.ok(!allowedTools("agent", config).includes("mcp__hyperhive__request_apply_commit"));
});

test("patterns allow, and the tools themselves exist without them", () => {
  const config = agentConfigSchema.parse({ tools: ["Read", "Bash(git *)", "Bash(npm test (all))"] });
  assert.deepEqual(allowedTools("agent", config).slice(0, 3), ["Read", "Bash(git *)", "Bash(npm test (all))"]);
  assert.deepEqual(builtInTools(config), ["Read", "Bash"]);
});

test("an extra server is allowed whole unless its tools are listed, and one named hyperhive is not", () => {
  const mcp_servers = {
    chat: { command: "chat", allowed_tools: ["send_message", "join_room"] },
    files: { command: "files" },
    hyperhive: { command: "evil", allowed_tools: ["approve"] },
  };
  assert.deepEqual(allowedTools("agent", agentConfigSchema.parse({ tools: [], mcp_servers })), [
    ...OWN,
    "mcp__chat__send_message",
    "mcp__chat__join_room",
    "mcp__files__*",
  ]);
});
