import assert from "node:assert/strict";
import { test } from "node:test";
import { excerptOf, markedText, queryWords } from "./marked-text.ts";

const marks = (text: string, query: string) =>
  markedText(text, queryWords(query)).map(({ text: piece, marked }) => (marked ? `[${piece}]` : piece));

test("every word is marked whatever its case, and a phrase as one", () => {
  assert.deepEqual(marks("The Fetcher died; the fetcher came back", "fetcher DIED"), [
    "The ",
    "[Fetcher]",
    " ",
    "[died]",
    "; the ",
    "[fetcher]",
    " came back",
  ]);
  assert.deepEqual(marks("came\n back, back", '"came back"'), ["[came\n back]", ", back"]);
});

test("what looks like a pattern is looked for as it stands", () => {
  assert.deepEqual(marks("a.b (c) a-b [x] 1/2", ". ( - [x] /"), [
    "a",
    "[.]",
    "b ",
    "[(]",
    "c) a",
    "[-]",
    "b ",
    "[[x]]",
    " 1",
    "[/]",
    "2",
  ]);
});

test("without words nothing is marked", () => {
  assert.deepEqual(marks("text", ' "" '), ["text"]);
});

test("an excerpt is one line around the first word, cut at both ends", () => {
  assert.equal(excerptOf("short\n\ntext", ["text"]), "short text");
  const found = excerptOf(`${"x ".repeat(500)}needle${" y".repeat(500)}`, ["NEEDLE"]);
  assert.match(found, /^…x.*needle.*y…$/);
  assert.ok(found.length <= 242);
});
