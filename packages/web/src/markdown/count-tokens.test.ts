import assert from "node:assert/strict";
import { test } from "node:test";
import { Lexer } from "marked";
import { countTokens } from "./count-tokens.ts";

for (const [text, count] of [
  ["", 0],
  ["word", 2],
  ["a **b** `c`", 6],
  ["- a\n- b", 7],
  ["> - a", 5],
  ["|a|b|\n|-|-|\n|c|**d**|", 10],
] as const) {
  test(`${JSON.stringify(text)} has ${count} pieces`, () => assert.equal(countTokens(Lexer.lex(text)), count));
}
