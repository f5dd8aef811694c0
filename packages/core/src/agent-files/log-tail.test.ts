import assert from "node:assert/strict";
import { appendFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { bytesRead, leastCpuMs } from "../cpu-time.test-support.ts";
import { tempFolderOf } from "../temp-folder.test-support.ts";
import { readLogTail } from "./log-tail.ts";

function logOf(t: TestContext, content: string | Uint8Array): string {
  const path = join(tempFolderOf(t), "harness.log");
  writeFileSync(path, content);
  return path;
}

test("the newest lines come in their order, also one that is not ended yet", async (t) => {
  const log = logOf(t, "one\ntwo\n\nthree\nhal");
  assert.deepEqual(await readLogTail(log, 3), { lines: ["", "three", "hal"], truncated: true });
  assert.deepEqual(await readLogTail(log, 5), { lines: ["one", "two", "", "three", "hal"], truncated: false });
});

test("an empty log and one that is not there have no lines", async (t) => {
  const nothing = { lines: [], truncated: false };
  assert.deepEqual(await readLogTail(logOf(t, ""), 10), nothing);
  assert.deepEqual(await readLogTail(join(tempFolderOf(t), "none.log"), 10), nothing);
  assert.deepEqual(await readLogTail(logOf(t, "\n"), 10), { lines: [""], truncated: false });
});

test("of a log of 1 GB only the end is read", async (t) => {
  const log = logOf(t, "first\n");
  truncateSync(log, 1024 ** 3);
  appendFileSync(log, "\nalmost\nlast\n");
  const before = process.memoryUsage().arrayBuffers;
  const read = bytesRead();
  const { lines, truncated } = await readLogTail(log, 2);
  const took = bytesRead() - read;
  assert.deepEqual([lines, truncated], [["almost", "last"], true]);
  assert.ok(process.memoryUsage().arrayBuffers - before < 8 * 1024 * 1024);
  assert.ok(took < 8 * 1024 * 1024, `${took} bytes`);
});

test("bytes that are no UTF-8 are replaced, and escapes and NUL stay what they are", async (t) => {
  const log = logOf(t, Buffer.from("a\xff\xc3b\n\x1b[31mred\x1b[0m\0\n<script>\n", "latin1"));
  assert.deepEqual((await readLogTail(log, 9)).lines, ["a\ufffd\ufffdb", "\x1b[31mred\x1b[0m\0", "<script>"]);
});

test("a long line is cut with a mark, and no character in half", async (t) => {
  const log = logOf(t, `${"x".repeat(1999)}😀 and more\nshort\n`);
  assert.deepEqual((await readLogTail(log, 9)).lines, [`${"x".repeat(1999)}…`, "short"]);
});

test("of a line that began before what is read, the end is shown with a mark", async (t) => {
  const log = logOf(t, `old\n${"y".repeat(3 * 1024 * 1024)}end\nlast\n`);
  const { lines, truncated } = await readLogTail(log, 9);
  assert.deepEqual([lines.length, lines[1], truncated], [2, "last", true]);
  assert.match(lines[0] ?? "", /^…y{1997}end$/);
});

test("of a million lines only those that are wanted are made, in a moment", async (t) => {
  const log = logOf(t, `first${"\n".repeat(2_000_000)}last`);
  const { lines, truncated } = await readLogTail(log, 3);
  assert.deepEqual([lines, truncated], [["", "", "last"], true]);
  const ms = await leastCpuMs(() => readLogTail(log, 3));
  // To make all of them takes 40.
  assert.ok(ms < 20, `${ms} ms`);
});

test("the first line counts as any other, also when it is empty", async (t) => {
  const log = logOf(t, "\none\n\n");
  assert.deepEqual(await readLogTail(log, 2), { lines: ["one", ""], truncated: true });
  for (const count of [3, 4])
    assert.deepEqual(await readLogTail(log, count), { lines: ["", "one", ""], truncated: false });
});
