import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setImmediate as nextRound } from "node:timers/promises";
import { HeldFolder } from "./held-folder.ts";
import { removeTree } from "./remove-tree.ts";
import { tempFolderOf } from "./temp-folder.test-support.ts";

test("removing a tree removes its links and not what they lead to", async (t) => {
  const root = tempFolderOf(t);
  mkdirSync(join(root, "tree", "deep"), { recursive: true });
  mkdirSync(join(root, "kept"));
  writeFileSync(join(root, "kept", "file"), "");
  symlinkSync(join(root, "kept"), join(root, "tree", "deep", "link"));
  symlinkSync(join(root, "kept"), join(root, "link"));
  using folder = HeldFolder.open(root);
  await removeTree(folder, "tree");
  await removeTree(folder, "tree");
  await removeTree(folder, "link");
  assert.ok(existsSync(join(root, "kept", "file")));
  assert.deepEqual(readdirSync(root), ["kept"]);
});

test("a tree that is deeper than any path, and closed to its owner, goes all the same", async (t) => {
  const root = tempFolderOf(t);
  mkdirSync(join(root, "tree"));
  makeDeep(join(root, "tree"));
  mkdirSync(join(root, "tree", "closed", "inner"), { recursive: true });
  chmodSync(join(root, "tree", "closed", "inner"), 0);
  chmodSync(join(root, "tree", "closed"), 0);
  using folder = HeldFolder.open(root);
  await removeTree(folder, "tree");
  assert.deepEqual(readdirSync(root), []);
});

test("others get their turn while many files are removed", async (t) => {
  const root = tempFolderOf(t);
  mkdirSync(join(root, "tree"));
  for (let at = 0; at < 1000; at++) writeFileSync(join(root, "tree", `${at}`), "");
  using folder = HeldFolder.open(root);
  const removing = removeTree(folder, "tree");
  await nextRound();
  const left = readdirSync(join(root, "tree")).length;
  await removing;
  assert.ok(left > 500, `${left} of 1000 were left when others got their turn`);
  assert.deepEqual(readdirSync(root), []);
});

test("others get their turn while folders are removed that hold little, also one in another", async (t) => {
  const root = tempFolderOf(t);
  mkdirSync(join(root, "tree"));
  makeDeep(join(root, "tree"));
  for (let at = 0; at < 500; at++) mkdirSync(join(root, "tree", `${at}`, "inner"), { recursive: true });
  using folder = HeldFolder.open(root);
  const removing = removeTree(folder, "tree");
  const state = { isDone: false };
  void removing.then(() => (state.isDone = true));
  let rounds = 0;
  for (; !state.isDone; rounds += 1) await nextRound();
  assert.ok(rounds > 1000, `${rounds} rounds for 1,500 folders`);
  assert.deepEqual(readdirSync(root), []);
});

function makeDeep(path: string): void {
  let folder = HeldFolder.open(path);
  for (let depth = 0; depth < 500; depth++) {
    using above = folder;
    folder = above.make("a".repeat(100), { mode: 0o755 });
  }
  folder[Symbol.dispose]();
}

test("names that are no text are removed like any other", async (t) => {
  const root = tempFolderOf(t);
  const nameless = (...bytes: readonly number[]) => Buffer.from([...Buffer.from(join(root, "tree/")), ...bytes]);
  mkdirSync(join(root, "tree"));
  writeFileSync(nameless(0xff, 0xfe, 0x41), "x");
  mkdirSync(nameless(0xc3, 0x28));
  writeFileSync(Buffer.concat([nameless(0xc3, 0x28), Buffer.from("/ünter")]), "x");
  using folder = HeldFolder.open(root);
  await removeTree(folder, "tree");
  assert.deepEqual(readdirSync(root), []);
});
