import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readHeldFile, writeHeldFile } from "./held-file.ts";
import { HeldFolder } from "./held-folder.ts";
import { tempFolderOf } from "./temp-folder.test-support.ts";

test("a folder that is replaced by a link after it was opened still leads to what was opened", (t) => {
  const root = tempFolderOf(t);
  mkdirSync(join(root, "in", "own"), { recursive: true });
  mkdirSync(join(root, "out"));
  using base = HeldFolder.open(join(root, "in"));
  using own = base.open("own");
  renameSync(join(root, "in", "own"), join(root, "in", "moved"));
  symlinkSync(join(root, "out"), join(root, "in", "own"));
  writeHeldFile(own, "note", { data: "kept", mode: 0o640 });
  assert.equal(readFileSync(join(root, "in", "moved", "note"), "utf8"), "kept");
  assert.deepEqual(readdirSync(join(root, "out")), []);
  assert.throws(() => base.open("own"), { code: "ENOTDIR" });
  assert.throws(() => base.make("own", { mode: 0o700 }), { code: "ENOTDIR" });
});

test("a name that would lead elsewhere is refused", (t) => {
  using folder = HeldFolder.open(tempFolderOf(t));
  for (const name of ["", ".", "..", "a/b", "a\0b"]) assert.throws(() => folder.pathOf(name), TypeError);
});

test("links, folders and pipes are no files, and a pipe holds nobody up", (t) => {
  const root = tempFolderOf(t);
  writeFileSync(join(root, "file"), "text");
  symlinkSync("file", join(root, "link"));
  mkdirSync(join(root, "folder"));
  execFileSync("/usr/bin/mkfifo", [join(root, "pipe")], { env: {} });
  using folder = HeldFolder.open(root);
  const kind = (name: string) => readHeldFile(folder, name, { maxBytes: 10 }).kind;
  assert.deepEqual(["file", "link", "folder", "pipe"].map(kind), ["file", "not_a_file", "not_a_file", "not_a_file"]);
  assert.deepEqual(readHeldFile(folder, "file", { maxBytes: 3 }), { kind: "too_large", size: 4 });
  assert.throws(() => readHeldFile(folder, "none", { maxBytes: 3 }), { code: "ENOENT" });
});

test("a written file replaces a link instead of following it, and leaves no draft", (t) => {
  const root = tempFolderOf(t);
  writeFileSync(join(root, "victim"), "untouched");
  symlinkSync("victim", join(root, "note"));
  using folder = HeldFolder.open(root);
  writeHeldFile(folder, "note", { data: "new", mode: 0o604 });
  assert.equal(readFileSync(join(root, "victim"), "utf8"), "untouched");
  assert.equal(statSync(join(root, "note")).mode & 0o777, 0o604);
  mkdirSync(join(root, "taken"));
  assert.throws(() => writeHeldFile(folder, "taken", { data: "new", mode: 0o600 }), { code: "EISDIR" });
  assert.deepEqual(readdirSync(root).toSorted(), ["note", "taken", "victim"]);
});
