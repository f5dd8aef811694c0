import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { checkConfig } from "./check-config.ts";

async function check(text: string) {
  const folder = await mkdtemp(join(tmpdir(), "harness-config-"));
  try {
    await writeFile(join(folder, "agent.json"), text);
    return await checkConfig(join(folder, "agent.json"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

test("a good file is told in one line, with the defaults of what it leaves out", async () => {
  const { config, finding } = await check('{"tools":["Read"],"network":"none"}');
  assert.deepEqual(finding, { kind: "fact", words: "config: model haiku, network none, tools Read" });
  assert.deepEqual(config?.tools, ["Read"]);
  assert.match((await check('{"tools":[]}')).finding.words, /tools none$/);
});

for (const [what, text, words] of [
  ["no JSON", "{ nonsense", /agent\.json cannot be used: /],
  ["an unknown field", '{"modle":"opus"}', /modle/],
  ["a wrong type", '{"idle_seconds":"long"}', /`idle_seconds`/],
] as const) {
  test(`a file with ${what} is a problem, not a reason for the defaults`, async () => {
    const { config, finding } = await check(text);
    assert.equal(config, undefined);
    assert.equal(finding.kind, "problem");
    assert.match(finding.words, words);
  });
}

test("a missing file is a problem", async () => {
  const { finding } = await checkConfig("/nowhere/agent.json");
  assert.equal(finding.kind, "problem");
  assert.match(finding.words, /^\/nowhere\/agent\.json cannot be used/);
});
