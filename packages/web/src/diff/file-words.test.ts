import assert from "node:assert/strict";
import { test } from "node:test";
import { fileWords } from "./file-words.ts";
import type { FileDiff } from "./parse-diff.ts";

const file = (change: Partial<FileDiff>): FileDiff => ({
  path: "x",
  change: "changed",
  isBinary: false,
  hunks: [],
  added: 0,
  removed: 0,
  ...change,
});
const hunks = [{ place: "1,1 → 1,1", heading: "", rows: [] }];

test("an ordinary change needs no words; new, deleted and renamed files are named so", () => {
  assert.deepEqual(fileWords(file({ hunks })), []);
  assert.deepEqual(fileWords(file({ hunks, change: "added", mode: { before: "100644", after: "100644" } })), [
    "new file",
  ]);
  assert.deepEqual(fileWords(file({ change: "deleted", mode: { before: "100644", after: "100644" } })), [
    "deleted",
    "empty",
  ]);
  assert.deepEqual(fileWords(file({ change: "renamed", from: "y" })), ["renamed", "same content"]);
});

test("what a file becomes is said: a program, a link, another repository", () => {
  assert.deepEqual(fileWords(file({ mode: { before: "100644", after: "100755" } })), [
    "mode 100644 before, now executable",
    "same content",
  ]);
  assert.deepEqual(fileWords(file({ hunks, change: "added", mode: { before: "120000", after: "120000" } })), [
    "new file",
    "a symbolic link",
  ]);
});

test("a file without lines says why there are none", () => {
  assert.deepEqual(fileWords(file({ isBinary: true })), ["binary, its content is not shown"]);
  assert.deepEqual(fileWords(file({})), ["no lines to show"]);
});
