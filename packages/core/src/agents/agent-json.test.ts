import assert from "node:assert/strict";
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { readAgentJson, writeAgentJson } from "./agent-json.ts";
import { tempFolderOf } from "../temp-folder.test-support.ts";

function freshFile(t: TestContext): string {
  return join(tempFolderOf(t), "agent.json");
}

test("what is written is read back with every default", async (t) => {
  const path = freshFile(t);
  await writeAgentJson(path, { model: "opus" });
  const reading = await readAgentJson(path);
  assert.ok(reading.ok);
  assert.deepEqual(
    [reading.config.model, reading.config.network, reading.config.idle_seconds],
    ["opus", "internet", 300],
  );
  assert.equal(statSync(path).mode & 0o777, 0o600);
});

test("a bad file is named with its field", async (t) => {
  const path = freshFile(t);
  for (const [text, problem] of [
    ['{"network":"moon"}', /agent\.json: `network`: /],
    ['{"modle":"opus"}', /agent\.json: .*modle/],
    ['{"model":', /agent\.json: expected JSON: /],
  ] as const) {
    writeFileSync(path, text);
    const reading = await readAgentJson(path);
    assert.ok(!reading.ok);
    assert.match(reading.problem, problem);
  }
});

test("a missing file is a problem, not a crash", async (t) => {
  const reading = await readAgentJson(freshFile(t));
  assert.ok(!reading.ok && /ENOENT/.test(reading.problem));
});

test("a config that is not valid is never written", async (t) => {
  const path = freshFile(t);
  await assert.rejects(writeAgentJson(path, { idle_seconds: -1 }), /`idle_seconds`/);
  assert.equal((await readAgentJson(path)).ok, false);
});
