import assert from "node:assert/strict";
import { test } from "node:test";
import { machineLine } from "./machine-line.ts";

test("colours, cursor moves, titles and links of a terminal are taken out", () => {
  assert.equal(machineLine("\x1b[1;31mred\x1b[0m \x9b2Jclear\x1b[2K"), "red clear");
  assert.equal(machineLine("\x1b]0;title\x07a\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\"), "alink");
  assert.equal(machineLine("\x1bPdevice\x1b\\b\x1b(0c\x1bMd"), "bcd");
});

test("a sequence that never ends takes nothing but itself", () => {
  assert.equal(machineLine("a\x1b["), "a");
  assert.equal(machineLine("a\x1b"), "a");
  assert.equal(machineLine("a\x1b]0;never closed"), "a");
});

test("control characters and turns of direction are seen, not obeyed", () => {
  assert.equal(machineLine("a\x00b\x08c\td\x7f"), "a�b�c\td�");
  assert.equal(machineLine("x\u202egnp.exe\u2066y\u2028z"), "x�gnp.exe�y�z");
  assert.equal(machineLine("half a pair \ud800 and שלום"), "half a pair \ud800 and שלום");
  assert.equal(machineLine("dos line\r"), "dos line");
});

test("a line without end is cut, and says how much is missing", () => {
  const cut = machineLine("x".repeat(1_000_000));
  assert.ok(cut.startsWith("x".repeat(4000)));
  assert.ok(cut.endsWith("… 996,000 more characters"), cut.slice(-40));
  assert.equal(machineLine("y".repeat(4000)), "y".repeat(4000));
  assert.match(machineLine("z".repeat(4001)), /z… 1 more character$/);
});
