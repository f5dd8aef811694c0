import assert from "node:assert/strict";
import { test } from "node:test";
import { editDiff } from "./edit-diff.ts";

test("a Write is all new lines, without one for the final line feed", () => {
  const diff = editDiff("Write", { file_path: "/a", content: "one\ntwo\n" });
  assert.deepEqual(diff?.lines, [
    { sign: "+", text: "one" },
    { sign: "+", text: "two" },
  ]);
});

test("an Edit is the old lines and then the new", () => {
  const diff = editDiff("Edit", { file_path: "/a", old_string: "x\ny", new_string: "z" });
  assert.deepEqual(
    diff?.lines.map(({ sign, text }) => sign + text),
    ["-x", "-y", "+z"],
  );
  assert.deepEqual([diff?.removed, diff?.added], [2, 1]);
});

test("a deletion adds nothing", () => {
  assert.equal(editDiff("Edit", { old_string: "x", new_string: "" })?.added, 0);
});

test("a huge file is counted whole and shown in part", () => {
  const diff = editDiff("Write", { content: "l\n".repeat(5000) });
  assert.deepEqual([diff?.added, diff?.lines.length, diff?.hidden], [5000, 400, 4600]);
});

test("other tools and broken input are no diff", () => {
  assert.equal(editDiff("Bash", { command: "ls" }), undefined);
  assert.equal(editDiff("Edit", { old_string: 1 }), undefined);
});
