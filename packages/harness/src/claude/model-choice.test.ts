import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { ModelChoice } from "./model-choice.ts";
import { fileSessionStore } from "./session-store.ts";

async function inFolder(act: (dir: string) => Promise<void>): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), "model-choice-"));
  try {
    await act(dir);
  } finally {
    await rm(dir, { recursive: true });
  }
}

test("what was chosen at run time wins over the agent's file, and that over haiku", async () => {
  await inFolder(async (dir) => {
    const file = join(dir, "model");
    assert.equal((await ModelChoice.read(file, {})).model, "haiku");
    const choice = await ModelChoice.read(file, { model: "sonnet" });
    assert.equal(choice.model, "sonnet");
    assert.equal(await choice.choose("opus"), undefined);
    assert.equal(choice.model, "opus");
    assert.equal((await ModelChoice.read(file, { model: "sonnet" })).model, "opus");
  });
});

test("a choice that cannot be written holds all the same, with a warning", async () => {
  const choice = await ModelChoice.read("/nowhere/model", {});
  assert.match(
    (await choice.choose("opus")) ?? "",
    /until the harness restarts, because \/nowhere\/model cannot be written/,
  );
  assert.equal(choice.model, "opus");
});

test("a conversation is remembered until it is forgotten, and a damaged file means none", async () => {
  await inFolder(async (dir) => {
    const file = join(dir, "deep", "session.json");
    const store = fileSessionStore(file);
    assert.equal(await store.read(), undefined);
    await store.write("abc");
    assert.equal(await fileSessionStore(file).read(), "abc");
    assert.deepEqual(JSON.parse(await readFile(file, "utf8")), { session_id: "abc" });
    await store.forget();
    await store.forget();
    assert.equal(await store.read(), undefined);
  });
});
