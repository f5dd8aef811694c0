import assert from "node:assert/strict";
import { test } from "node:test";
import { toolLine } from "./tool-line.ts";
import { isTalk, toolName } from "./tool-name.ts";

test("hyperhive's own tools lose their prefix, other servers keep their name", () => {
  assert.deepEqual(toolName("mcp__hyperhive__send"), { short: "send", own: true });
  assert.deepEqual(toolName("mcp__git_hub__search_code"), { short: "git_hub·search_code", own: false });
  assert.deepEqual(toolName("Bash"), { short: "Bash", own: false });
});

test("only talk over hyperhive is talk", () => {
  assert.deepEqual(["mcp__hyperhive__recv", "mcp__other__send", "send"].map(isTalk), [true, false, false]);
});

test("known tools show what a person looks for", () => {
  assert.equal(toolLine("Bash", { command: "npm test", description: "runs tests" }), "npm test");
  assert.equal(toolLine("Grep", { pattern: "sleep", path: "src" }), "sleep in src");
  assert.equal(toolLine("Read", { file_path: "/a", offset: 10, limit: 5 }), "/a 5 lines from 10");
  assert.equal(toolLine("mcp__hyperhive__send", { to: "scout", body: "x" }), "to scout");
  assert.equal(toolLine("mcp__hyperhive__recv", {}), "");
  assert.equal(toolLine("mcp__hyperhive__set_status", { text: "asked alice" }), "asked alice");
  assert.equal(toolLine("mcp__hyperhive__set_status", { text: "" }), "cleared");
});

test("an unknown tool, or a known one with strange input, shows its pairs", () => {
  assert.equal(toolLine("mcp__x__y", { a: 1, b: "two" }), "a=1 b=two");
  assert.equal(toolLine("Bash", { command: 7 }), "command=7");
});

test("a long or many-lined argument is one short line that says it goes on", () => {
  assert.equal(toolLine("Bash", { command: "cat <<E\nhi\nE" }), "cat <<E…");
  assert.equal(toolLine("Bash", { command: "x".repeat(1_000_000) }).length, 161);
});
