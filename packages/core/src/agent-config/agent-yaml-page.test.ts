import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { agentYamlSchema } from "@hyperhive/wire";
import { compileAgentConfig } from "./compile-agent-config.ts";

const page = await readFile(new URL("../../../../docs/agent-yaml.md", import.meta.url), "utf8");

test("docs/agent-yaml.md has a row for each field and for nothing else", () => {
  const rows = [...page.matchAll(/^\| `(\w+)` /gm)].map(([, field]) => field);
  assert.equal(rows.length, new Set(rows).size);
  assert.deepEqual(new Set(rows), new Set(Object.keys(agentYamlSchema.shape)));
});

test("every example of docs/agent-yaml.md can be used as it stands", () => {
  const examples = [...page.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, text = ""]) => text);
  assert.equal(examples.length, 2);
  for (const text of examples) compileAgentConfig({ "agent.yaml": text, "prompts/role.md": "You review." });
});
