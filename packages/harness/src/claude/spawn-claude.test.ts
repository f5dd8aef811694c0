import assert from "node:assert/strict";
import { test } from "node:test";
import { ClaudeChild } from "./spawn-claude.ts";

test("what the child says on stderr is heard line by line, without blank lines, and the end of it kept", async () => {
  const heard: string[] = [];
  const child = new ClaudeChild((line) => heard.push(line));
  child.spawn({
    command: process.execPath,
    args: ["-e", "for (let n = 1; n <= 30; n += 1) console.error(`line ${n}\\n  \\n`)"],
    env: {},
    signal: new AbortController().signal,
  });
  await child.closed();
  assert.deepEqual(
    heard,
    Array.from({ length: 30 }, (_, at) => `line ${at + 1}`),
  );
  assert.deepEqual(child.stderrTail, heard.slice(-20));
});
