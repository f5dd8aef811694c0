import assert from "node:assert/strict";
import { test } from "node:test";
import { parseAgentConfig, readAgentConfig } from "./read-agent-config.ts";

test("a good file is taken as it is", () => {
  const { config, warnings } = parseAgentConfig('{"model":"opus","idle_seconds":1}', "agent.json");
  assert.partialDeepStrictEqual(config, { model: "opus", idle_seconds: 1, network: "internet" });
  assert.deepEqual(warnings, []);
});

for (const [what, text, problem] of [
  ["no JSON", "{ nonsense", /agent\.json cannot be used/],
  ["an unknown field", '{"modle":"opus"}', /modle/],
  ["a wrong type", '{"idle_seconds":"long"}', /`idle_seconds`/],
] as const) {
  test(`a file with ${what} gives the defaults and a warning that says why`, () => {
    const { config, warnings } = parseAgentConfig(text, "agent.json");
    assert.equal(config.idle_seconds, 300);
    assert.match(warnings.join(), problem);
  });
}

test("a missing file gives the defaults and a warning", async () => {
  const { config, warnings } = await readAgentConfig("/nowhere/agent.json");
  assert.equal(config.model, undefined);
  assert.match(warnings.join(), /\/nowhere\/agent\.json cannot be read/);
});
