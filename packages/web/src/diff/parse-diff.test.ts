import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { parseDiff } from "./parse-diff.ts";

const HEAD = "diff --git a/agent.yaml b/agent.yaml\nindex 1..2 100644\n--- a/agent.yaml\n+++ b/agent.yaml\n";

test("lines carry their sign and their number on either side", () => {
  const [file] = parseDiff(`${HEAD}@@ -4,3 +4,4 @@ limits:\n a\n-b\n+c\n+d\n e\n`);
  assert.deepEqual(file?.hunks, [
    {
      place: "4,3 → 4,4",
      heading: "limits:",
      rows: [
        { sign: " ", text: "a", before: 4, after: 4 },
        { sign: "-", text: "b", before: 5 },
        { sign: "+", text: "c", after: 5 },
        { sign: "+", text: "d", after: 6 },
        { sign: " ", text: "e", before: 6, after: 7 },
      ],
    },
  ]);
  assert.deepEqual([file?.path, file?.added, file?.removed], ["agent.yaml", 2, 1]);
});

test("lines of a file that look like a diff stay lines of that file", () => {
  const files = parseDiff(
    `${HEAD}@@ -1,2 +1,2 @@\n--- a/x\n-diff --git a/y b/y\n+++ b/x\n+@@ -1 +1 @@\n${HEAD.replaceAll("agent.yaml", "other")}`,
  );
  assert.deepEqual(
    files.map(({ path, added, removed }) => [path, added, removed]),
    [
      ["agent.yaml", 2, 2],
      ["other", 0, 0],
    ],
  );
  assert.equal(files[0]?.hunks[0]?.rows[0]?.text, "-- a/x");
});

test("a line without an end says so, on its own side", () => {
  const text = `${HEAD}@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n`;
  const rows = parseDiff(text)[0]?.hunks[0]?.rows;
  assert.deepEqual(
    rows?.map(({ text: line, endless }) => [line, endless]),
    [
      ["a", true],
      ["b", true],
    ],
  );
});

test("a diff that was cut in a hunk shows what came", () => {
  const [file] = parseDiff(`${HEAD}@@ -1,90 +1,90 @@\n a\n+b`);
  assert.deepEqual(
    file?.hunks[0]?.rows.map(({ text }) => text),
    ["a", "b"],
  );
});

test("text that is no diff, and a head without sense, come to nothing", () => {
  assert.deepEqual(parseDiff(""), []);
  assert.deepEqual(parseDiff("hello\n@@ -1 +1 @@\n+x"), []);
  assert.deepEqual(parseDiff(`${HEAD}@@ what @@\n+x`)[0]?.hunks[0]?.rows.length, 1);
});

test("what git says of added, deleted, renamed, binary, odd and changed files is understood", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "hive-diff-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", folder, "-c", "user.name=x", "-c", "user.email=x@x", ...args], {
      env: { PATH: "/usr/bin:/bin", HOME: folder, GIT_CONFIG_NOSYSTEM: "1" },
    }).toString();
  const put = (name: string, text: string | Buffer) => writeFileSync(join(folder, name), text);
  git("init", "-q");
  put("gone.md", "a\nb\n");
  put("moved one.md", "x\n".repeat(20));
  put("run.sh", "echo\n");
  put('grün\t"x".md', "1\n");
  put("blob", Buffer.from([0, 1, 2, 255]));
  git("add", "-A");
  git("commit", "-qm", "one");
  rmSync(join(folder, "gone.md"));
  renameSync(join(folder, "moved one.md"), join(folder, "moved two.md"));
  chmodSync(join(folder, "run.sh"), 0o755);
  put('grün\t"x".md', "2\n");
  put("blob", Buffer.from([0, 1, 2, 254]));
  put("empty", "");
  symlinkSync("/etc/passwd", join(folder, "link"));
  git("add", "-A");
  const files = parseDiff(git("diff", "--cached", "--no-color", "-M"));
  assert.deepEqual(
    files.map(({ path, change, from, isBinary, mode, added, removed }) => [
      path,
      change,
      from,
      isBinary,
      mode?.before,
      mode?.after,
      added,
      removed,
    ]),
    [
      ["blob", "changed", undefined, true, undefined, undefined, 0, 0],
      ["empty", "added", undefined, false, "100644", "100644", 0, 0],
      ["gone.md", "deleted", undefined, false, "100644", "100644", 0, 2],
      ['grün\t"x".md', "changed", undefined, false, undefined, undefined, 1, 1],
      ["link", "added", undefined, false, "120000", "120000", 1, 0],
      ["moved two.md", "renamed", "moved one.md", false, undefined, undefined, 0, 0],
      ["run.sh", "changed", undefined, false, "100644", "100755", 0, 0],
    ],
  );
});
