import assert from "node:assert/strict";
import { test } from "node:test";
import { headPath, markedPath, unquotedPath } from "./diff-path.ts";

test("a path loses its side, and the tab that git sets after a space", () => {
  assert.equal(markedPath("a/agent.yaml"), "agent.yaml");
  assert.equal(markedPath("b/with space.md\t"), "with space.md");
  assert.equal(markedPath("/dev/null"), undefined);
});

test("a quoted name is read byte by byte, and what is broken inside of it does no harm", () => {
  assert.equal(unquotedPath(String.raw`"b/gr\303\274n\tor\"red\""`), 'b/grün\tor"red"');
  assert.equal(unquotedPath(String.raw`"a/\377"`), "a/\ufffd");
  assert.equal(unquotedPath('"unfinished'), '"unfinished');
  assert.equal(markedPath(String.raw`"b/new\nline"`), "new\nline");
});

test("the first line of a file holds its name twice, also with spaces or quotes in it", () => {
  assert.equal(headPath("a/x b/y z b/x b/y z"), "x b/y z");
  assert.equal(headPath(String.raw`"a/\303\274" "b/\303\274"`), "ü");
});
