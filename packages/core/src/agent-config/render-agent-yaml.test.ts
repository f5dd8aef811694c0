import assert from "node:assert/strict";
import { test } from "node:test";
import { agentConfigSchema, agentYamlSchema } from "@hyperhive/wire";
import * as fc from "fast-check";
import { agentConfigInput } from "./agent-config.test-support.ts";
import { compileAgentConfig } from "./compile-agent-config.ts";
import { renderAgentYaml } from "./render-agent-yaml.ts";

test("what is rendered compiles to the same configuration, whatever stands in it", () => {
  fc.assert(
    fc.property(agentConfigInput, (config) => {
      assert.deepEqual(compileAgentConfig({ "agent.yaml": renderAgentYaml(config) }), agentConfigSchema.parse(config));
    }),
    { numRuns: 500 },
  );
});

test("a configuration with every default spelled out is rendered as well as a bare one", () => {
  for (const config of [{}, agentConfigSchema.parse({})]) {
    assert.deepEqual(compileAgentConfig({ "agent.yaml": renderAgentYaml(config) }), agentConfigSchema.parse({}));
  }
});

test("the first line leads editors to the schema, and every field has its words", () => {
  const text = renderAgentYaml({});
  assert.match(text, /^# yaml-language-server: \$schema=\/opt\/hyperhive\/packages\/wire\/schemas\/agent-yaml\.json\n/);
  for (const [field, schema] of Object.entries(agentYamlSchema.shape)) {
    if (field !== "version") assert.ok(text.includes(`# ${schema.description}\n#${field}:`), field);
  }
});

test("every example is valid once its `#` is taken away", () => {
  const examples = renderAgentYaml({})
    .replaceAll(/^#(?=\S| {2,})/gm, "")
    .replace(/^prompt: .*\n.*\n.*\n/m, "");
  const config = compileAgentConfig({ "agent.yaml": examples, "prompts/role.md": "You review." });
  assert.equal(config.prompt, "You review.");
  assert.deepEqual(Object.keys(config.mcp_servers), ["tickets"]);
  assert.deepEqual(config.limits, { memory_mb: 2048, cpus: 1.5, pids: 512 });
  assert.deepEqual(config.mounts, [{ source: "/srv/data", target: "/data", access: "ro" }]);
});

test("a server called hyperhive is left out, because no harness runs it", () => {
  const text = renderAgentYaml({ mcp_servers: { hyperhive: { command: "x" }, other: { command: "y" } } });
  assert.deepEqual(Object.keys(compileAgentConfig({ "agent.yaml": text }).mcp_servers), ["other"]);
});

test("what is no configuration is not rendered, nor what would be too long to be read", () => {
  assert.throws(() => renderAgentYaml({ idle_seconds: -1 }), /idle_seconds/);
  assert.throws(() => renderAgentYaml({ env: { LONG: "x".repeat(70_000) } }), { code: "invalid_config" });
});
