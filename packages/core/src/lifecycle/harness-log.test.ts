import assert from "node:assert/strict";
import { appendFileSync, existsSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { readOn, rotateLog, tailLog } from "./harness-log.ts";
import { tempFolderOf } from "../temp-folder.test-support.ts";

function freshLog(t: TestContext): string {
  return join(tempFolderOf(t), "harness.log");
}

test("a log that is not there is empty", async (t) => {
  assert.deepEqual(await tailLog(freshLog(t), 20), { lines: [], position: 0 });
});

test("the tail holds the last whole lines", async (t) => {
  const log = freshLog(t);
  writeFileSync(log, "one\ntwo\nthree\nunfini");
  assert.deepEqual((await tailLog(log, 2)).lines, ["two", "three"]);
  assert.deepEqual((await tailLog(log, 0)).lines, []);
});

test("reading on gives each new line once, also after bytes that are no text", async (t) => {
  const log = freshLog(t);
  writeFileSync(log, Buffer.from([0xff, 0xfe, 0x0a]));
  const { position } = await tailLog(log, 1);
  appendFileSync(log, "äöü\nunfi");
  const next = await readOn(log, position);
  assert.deepEqual(next.lines, ["äöü"]);
  appendFileSync(log, "nished\n");
  assert.deepEqual((await readOn(log, next.position)).lines, ["unfinished"]);
});

test("a log that was moved aside is read from its start", async (t) => {
  const log = freshLog(t);
  writeFileSync(log, "before\n".repeat(10));
  const { position } = await tailLog(log, 1);
  writeFileSync(log, "after\n");
  assert.deepEqual((await readOn(log, position)).lines, ["after"]);
});

test("a line without an end comes in pieces instead of never", async (t) => {
  const log = freshLog(t);
  writeFileSync(log, "x".repeat(300 * 1024));
  assert.equal((await readOn(log, 0)).lines[0]?.length, 256 * 1024);
});

test("only a log over the cap is moved aside", async (t) => {
  const log = freshLog(t);
  await rotateLog(log);
  writeFileSync(log, "small\n");
  await rotateLog(log);
  assert.equal(existsSync(log), true);
  truncateSync(log, 11 * 1024 * 1024);
  await rotateLog(log);
  assert.deepEqual([existsSync(log), existsSync(`${log}.1`)], [false, true]);
});
