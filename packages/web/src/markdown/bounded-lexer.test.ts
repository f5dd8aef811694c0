import assert from "node:assert/strict";
import { test } from "node:test";
import { defaults, Parser } from "marked";
import { BoundedLexer } from "./bounded-lexer.ts";

const read = (text: string) => Parser.parse(new BoundedLexer(defaults).lex(text));

for (const [what, level] of [
  ["lists", (depth: number) => `${"  ".repeat(depth)}- x\n`],
  ["quotes", (depth: number) => `${"> ".repeat(depth + 1)}x\n\n`],
  ["lists on one line", (depth: number) => `${"- ".repeat(depth + 1)}x\n\n`],
] as const) {
  test(`ten ${what} within one another are read, an eleventh is refused`, () => {
    const nested = (depth: number) => Array.from({ length: depth }, (_, at) => level(at)).join("");
    assert.match(read(nested(10)), /x/);
    assert.throws(() => read(nested(11)), RangeError);
  });
}

test("any number of lists and quotes beside one another are read", () => {
  assert.equal(read("- x\n\n> y\n\n".repeat(50)).match(/<li>/g)?.length, 50);
});

for (const [what, text] of [
  ["quotes", "> ".repeat(80_000)],
  ["lists", "- ".repeat(80_000)],
  ["brackets", "[".repeat(80_000)],
  ["pictures", "![a](".repeat(30_000)],
  ["stars", "*a ".repeat(50_000)],
  ["ticks", "`a".repeat(80_000)],
] as const) {
  test(`160 KiB of ${what} take no noticeable time`, () => {
    const before = process.threadCpuUsage();
    try {
      read(text);
    } catch (error) {
      assert.ok(error instanceof RangeError);
    }
    // Of this thread alone: what else the machine does is not the lexer's.
    const { user, system } = process.threadCpuUsage(before);
    assert.ok(user + system < 300_000, `${user + system} µs`);
  });
}
