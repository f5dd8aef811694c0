import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { checkClaude } from "./check-claude.ts";

async function check(script: string) {
  const folder = await mkdtemp(join(tmpdir(), "harness-claude-"));
  try {
    await writeFile(join(folder, "claude"), script, { mode: 0o755 });
    return await checkClaude({ PATH: folder, HOME: folder });
  } finally {
    await rm(folder, { recursive: true });
  }
}

test("claude is asked for its version and sees a path and a home only", async () => {
  assert.deepEqual(await check("#!/bin/sh\n[ \"$1\" = --version ] && echo '2.1 (made up)'\n"), {
    kind: "fact",
    words: "claude 2.1 (made up)",
  });
  const { words } = await check("#!/usr/bin/env -S /bin/sh\n/usr/bin/env | /usr/bin/cut -d= -f1 | /usr/bin/sort\n");
  assert.doesNotMatch(words, /USER|SHELL|NODE/);
});

test("a claude that does not start is a problem that says why", async () => {
  const { kind, words } = await check("#!/bin/sh\necho 'no such libc' >&2; exit 3\n");
  assert.equal(kind, "problem");
  assert.match(words, /claude does not start: [^]*no such libc/);
});

test("a path without claude is no problem", async () => {
  assert.deepEqual(await checkClaude({ PATH: "/nowhere", HOME: "/" }), {
    kind: "fact",
    words: "claude is not on the PATH",
  });
});
