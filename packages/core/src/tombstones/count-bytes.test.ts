import assert from "node:assert/strict";
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setImmediate as nextRound } from "node:timers/promises";
import { atEndOf } from "../at-end-of.test-support.ts";
import { tempFolderOf } from "../temp-folder.test-support.ts";
import { countBytes } from "./count-bytes.ts";

const never = new AbortController().signal;

test("the bytes of all files below are counted, and a folder that is not there has none", async (t) => {
  const dir = tempFolderOf(t);
  mkdirSync(join(dir, "a", "b"), { recursive: true });
  writeFileSync(join(dir, "one"), "x".repeat(1000));
  writeFileSync(join(dir, "a", "b", "two"), "x".repeat(234));
  const nameless = Buffer.from([...Buffer.from(`${dir}/`), 0xff, 0xfe]);
  mkdirSync(nameless);
  writeFileSync(Buffer.concat([nameless, Buffer.from("/ünter")]), "x".repeat(6));
  assert.equal(await countBytes(dir, never), 1240, "also where a name is no text");
  assert.equal(await countBytes(join(dir, "nowhere"), never), 0);
});

test("a link counts for nothing, wherever it leads, and is never followed", async (t) => {
  const dir = tempFolderOf(t);
  const outside = tempFolderOf(t);
  writeFileSync(join(outside, "big"), "x".repeat(50_000));
  writeFileSync(join(dir, "own"), "x".repeat(10));
  symlinkSync(outside, join(dir, "folder"));
  symlinkSync(join(outside, "big"), join(dir, "file"));
  symlinkSync(dir, join(dir, "round"));
  assert.equal(await countBytes(dir, never), 10);
  await assert.rejects(countBytes(join(dir, "folder"), never), { code: "ENOTDIR" });
});

test("a file that is mostly a hole counts for what it takes", async (t) => {
  const dir = tempFolderOf(t);
  writeFileSync(join(dir, "hole"), "");
  truncateSync(join(dir, "hole"), 1024 ** 4);
  assert.ok((await countBytes(dir, never)) < 1024 ** 2);
});

test("what is too much or too deep is given up with the reason", async (t) => {
  const dir = tempFolderOf(t);
  for (let file = 0; file < 5; file += 1) writeFileSync(join(dir, `${file}`), "");
  await assert.rejects(countBytes(dir, never, { maxEntries: 4, maxDepth: 9 }), /over 4 entries/);
  mkdirSync(join(dir, "a/b/c"), { recursive: true });
  await assert.rejects(countBytes(dir, never, { maxEntries: 99, maxDepth: 3 }), /over 3 levels/);
  assert.equal(await countBytes(dir, never, { maxEntries: 99, maxDepth: 4 }), 0);
});

test("a folder that may not be read is an error, not a smaller size", { skip: process.getuid?.() === 0 }, async (t) => {
  const dir = tempFolderOf(t);
  mkdirSync(join(dir, "closed"), { mode: 0 });
  atEndOf(t, () => chmodSync(join(dir, "closed"), 0o700));
  await assert.rejects(countBytes(dir, never), { code: "EACCES" });
});

test("others get their turn while much is counted, and it ends when it is told to", async (t) => {
  const dir = tempFolderOf(t);
  for (let file = 0; file < 1000; file += 1) writeFileSync(join(dir, `${file}`), "x");
  const stopping = new AbortController();
  const counting = countBytes(dir, stopping.signal);
  let turns = 0;
  const others = (async () => {
    for (; turns < 3; turns += 1) await nextRound();
    stopping.abort(new Error("the core is stopping"));
  })();
  await assert.rejects(counting, /the core is stopping/);
  await others;
  assert.equal(turns, 3);
});
