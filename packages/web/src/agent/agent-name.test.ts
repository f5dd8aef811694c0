import assert from "node:assert/strict";
import { test } from "node:test";
import { agentNameOf } from "./agent-name.ts";

test("the path names the agent", () => {
  assert.deepEqual(["/agent/coder/", "/agent/coder", "/"].map(agentNameOf), ["coder", "coder", "manager"]);
});
