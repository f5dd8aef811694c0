import assert from "node:assert/strict";
import { test } from "node:test";
import { DatabaseSync } from "node:sqlite";
import { HiveError } from "@hyperhive/wire";
import { GitError } from "./git/git-error.ts";
import { refusalOf } from "./refusal.ts";

test("a full disk is told as what it is, whoever met it", () => {
  const file = Object.assign(new Error("write failed"), { code: "ENOSPC" });
  assert.equal(refusalOf(file)?.code, "disk_full");
  const database = new DatabaseSync(":memory:");
  database.exec("pragma max_page_count = 2; create table t (x)");
  let thrown: unknown;
  try {
    database.exec("insert into t values (zeroblob(100000))");
  } catch (cause) {
    thrown = cause;
  }
  database.close();
  assert.equal(refusalOf(thrown)?.code, "disk_full");
  for (const stderr of ["sha1 file 'index.lock' write error. Out of diskspace", "write error: No space left on device"])
    assert.equal(refusalOf(new GitError("failed", { verb: "add", stderr, ending: "failed" }))?.code, "disk_full");
});

test("a refusal is itself, and a bug is none", () => {
  const refusal = new HiveError("busy", "wait");
  assert.equal(refusalOf(refusal), refusal);
  assert.equal(refusalOf(new TypeError("x is not a function")), undefined);
  assert.equal(refusalOf(new GitError("failed", { verb: "add", stderr: "bad object", ending: "failed" })), undefined);
});
