import assert from "node:assert/strict";
import { test } from "node:test";
import { parseCageFile, spillFile } from "./cage-file.ts";

test("a path below /state or /shared is taken apart", () => {
  assert.deepEqual(parseCageFile("/state/a/b/c.md"), {
    path: "/state/a/b/c.md",
    root: "/state",
    folders: ["a", "b"],
    name: "c.md",
  });
  assert.deepEqual(parseCageFile("/shared/..x").folders, []);
  assert.equal(spillFile(12).path, "/state/reminders/12.md");
});

for (const path of [
  "",
  "notes.md",
  "state/notes.md",
  "/",
  "/state",
  "/state/",
  "/stateful/x",
  "/etc/passwd",
  "/agents/coder/config/agent.yaml",
  "/state/../claude/x",
  "/state/a/../../x",
  "/state/./x",
  "/state//x",
  "/state/a/",
  "/state/a\0b",
  `/state/${"x".repeat(256)}`,
  `/state/${"é".repeat(128)}`,
])
  test(`${JSON.stringify(path.slice(0, 40))} is refused with its field`, () => {
    assert.throws(() => parseCageFile(path), { code: "bad_request", message: /`file_path`/ });
  });
