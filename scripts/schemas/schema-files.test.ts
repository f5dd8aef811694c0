import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { agentVerbs } from "@hyperhive/wire";
import { staleFiles, writeFiles } from "./schema-files.ts";
import { verbDocument } from "./verb-schema.ts";

test("a missing, a changed and a left-over file are named, current ones are not", async (t) => {
  const dir = await mkdtemp(join(tmpdir(), "schemas-"));
  t.after(async () => await rm(dir, { recursive: true }));
  const documents = new Map<string, object>([
    ["a.json", { type: "string" }],
    ["b.json", { enum: ["x", "y"] }],
  ]);
  await writeFiles(dir, documents);
  assert.deepEqual(await staleFiles(dir, documents), []);
  await writeFile(join(dir, "old.json"), "{}");
  const changed = new Map<string, object>([...documents, ["b.json", { enum: ["x"] }], ["c.json", {}]]);
  assert.deepEqual(await staleFiles(dir, changed), ["b.json", "c.json", "old.json"]);
  await writeFiles(dir, changed);
  assert.deepEqual((await readdir(dir)).toSorted(), ["a.json", "b.json", "c.json"]);
});

test("the document of a socket holds each verb's request with its `cmd` and each answer with its envelope", () => {
  const { $defs } = verbDocument("agent socket", "", agentVerbs) as { $defs: Record<string, Record<string, unknown>> };
  assert.deepEqual($defs["send.request"]?.["required"], ["cmd", "to", "body"]);
  assert.deepEqual($defs["recv.response"]?.["required"], ["version", "ok", "messages", "queued"]);
  assert.ok("control.item" in $defs);
  for (const cmd of Object.keys(agentVerbs)) assert.ok(`${cmd}.request` in $defs, cmd);
});
