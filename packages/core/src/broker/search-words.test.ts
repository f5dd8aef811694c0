import assert from "node:assert/strict";
import { test } from "node:test";
import { MAX_QUERY_LENGTH } from "@hyperhive/wire";
import { leastCpuMs } from "../cpu-time.test-support.ts";
import { fold, searchWords } from "./search-words.ts";

function finds(query: string, text: string): boolean {
  return searchWords(query).every((isIn) => isIn(fold(text)));
}

test("every word has to be there, in any order and as a part of others", () => {
  assert.ok(finds("tests green", "All green: the tests pass"));
  assert.ok(finds("  test   hive ", "hyperhive's TESTS"));
  assert.ok(!finds("tests green", "the tests pass"));
});

test("case does not matter in any script, nor does how an accent is written", () => {
  for (const [query, text] of [
    ["HELLO", "hello"],
    ["привет", "ПРИВЕТ мир"],
    ["strasse", "Straße"],
    ["STRASSE", "STRAẞE"],
    ["οδος", "ΟΔΟΣ"],
    ["caf\u00e9", "CAFE\u0301"],
    ["日本", "日本語"],
  ] as const) {
    assert.ok(finds(query, text), `${query} in ${text}`);
  }
});

test("what is quoted is a phrase, over line ends as well", () => {
  assert.ok(finds('"two words"', "these two\n  words"));
  assert.ok(!finds('"two words"', "words, two of them"));
  assert.ok(finds('them "two words"', "two words of them"));
  assert.ok(finds('"two wor', "two words"), "a phrase that is still being typed");
  assert.ok(finds('"one"', "one"));
});

test("what means something to a database or a pattern means itself", () => {
  assert.ok(finds("100%", "it is 100% done"));
  assert.ok(!finds("100%", "it is 1000 done"));
  assert.ok(finds("a_b", "a_b"));
  assert.ok(!finds("a_b", "axb"));
  assert.ok(finds('"f(x) .*"', "f(x)  .*"));
  assert.ok(!finds('"f(x) .*"', "f(x) anything"));
});

test("a query without words or too long is refused with what was expected", () => {
  for (const query of ["", "  ", "\0", '""', '" " "']) {
    assert.throws(() => searchWords(query), { code: "bad_request", message: /at least one word/ }, query);
  }
  assert.throws(() => searchWords("x".repeat(MAX_QUERY_LENGTH + 1)), { code: "bad_request", message: /got 201/ });
  assert.equal(searchWords("x".repeat(MAX_QUERY_LENGTH)).length, 1);
});

test("a letter under thousands of marks is found, in a moment", async () => {
  const flood = `x${"\u0301".repeat(16_000)}${"\u0316".repeat(16_000)}y`;
  const ms = await leastCpuMs(() => {
    assert.ok(finds("x\u0301", flood));
    assert.ok(finds("y", flood));
  });
  // Putting them all in order takes over a second.
  assert.ok(ms < 300, `${ms} ms`);
});
