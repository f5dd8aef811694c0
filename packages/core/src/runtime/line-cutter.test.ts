import assert from "node:assert/strict";
import { test } from "node:test";
import { LineCutter } from "./line-cutter.ts";

function cut(...chunks: readonly (string | Uint8Array)[]): readonly string[] {
  const lines: string[] = [];
  const cutter = new LineCutter((line) => lines.push(line));
  for (const chunk of chunks) cutter.push(Buffer.from(chunk));
  cutter.end();
  return lines;
}

test("a line is handed on once its line feed came, the last one at the end", () => {
  const lines: string[] = [];
  const cutter = new LineCutter((line) => lines.push(line));
  cutter.push(Buffer.from("one\ntw"));
  assert.deepEqual(lines, ["one"]);
  cutter.push(Buffer.from("o\r\n\nlast"));
  assert.deepEqual(lines, ["one", "two", ""]);
  cutter.end();
  assert.deepEqual(lines, ["one", "two", "", "last"]);
});

test("nothing gives no line", () => {
  assert.deepEqual(cut(), []);
  assert.deepEqual(cut("one\n"), ["one"]);
});

test("a character that came in two pieces is put together, and what is no UTF-8 is replaced", () => {
  const bytes = Buffer.from("é\n");
  assert.deepEqual(cut(bytes.subarray(0, 1), bytes.subarray(1)), ["é"]);
  assert.deepEqual(cut(Buffer.from([0x61, 0xff, 0x62, 0x0a, 0xc3])), ["a\ufffdb", "\ufffd"]);
});

test("a line over 2,000 characters loses its end, however many pieces it comes in", () => {
  assert.deepEqual(cut("a".repeat(1_500), "b".repeat(1_500), "\nnext\n"), [
    "a".repeat(1_500) + "b".repeat(500),
    "next",
  ]);
  assert.deepEqual(cut(`${"a".repeat(1_999)}😀\n`), [`${"a".repeat(1_999)}\ufffd`]);
});

test("after 5,000 lines one says that more was left out, and nothing follows", () => {
  assert.equal(cut("x\n".repeat(5_000)).length, 5_000);
  const lines = cut("x\n".repeat(6_000), "y\n");
  assert.equal(lines.length, 5_001);
  assert.equal(lines[4_999], "x");
  assert.match(lines[5_000] ?? "", /left out.*5000/);
});
