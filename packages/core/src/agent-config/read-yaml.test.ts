import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { readYaml } from "./read-yaml.ts";

function refusalOf(text: string): string {
  const reading = readYaml(text);
  assert.ok(!reading.ok, "expected a refusal");
  return reading.problems.map(({ place, text }) => `${place?.line ?? "-"}:${place?.column ?? "-"} ${text}`).join("\n");
}

const valueOf = (text: string) => {
  const reading = readYaml(text);
  assert.ok(reading.ok, JSON.stringify(reading));
  return reading.value;
};

test("words of YAML 1.1 are text", () => {
  assert.deepEqual(valueOf("a: yes\nb: no\nc: 2026-01-01\nd: 012\ne: 0o10"), {
    a: "yes",
    b: "no",
    c: "2026-01-01",
    d: 12,
    e: 8,
  });
});

test("keys are text, whatever they look like", () => {
  assert.deepEqual(valueOf("1: a\ntrue: b\nnull: c"), { 1: "a", true: "b", null: "c" });
});

test("an anchor may be used again", () => {
  assert.deepEqual(valueOf("a: &x [1]\nb: *x"), { a: [1], b: [1] });
});

test("a merge key is a key like any other", () => {
  assert.deepEqual(valueOf("a: &x { k: 1 }\nb: { <<: *x }"), { a: { k: 1 }, b: { "<<": { k: 1 } } });
});

for (const [what, text, refusal] of [
  ["a key that is there twice", "a: 1\nb: 2\na: 3", /^3:1 expected each key once, got `a` again/],
  ["a key that is there twice in two spellings", 'a: 1\n"a": 2', /^2:1 expected each key once/],
  ["a second document", "a: 1\n---\nb: 2", /^2:1 expected one YAML document, got several/],
  ["a tag of one's own", "a: !secret x", /^1:4 Unresolved tag: !secret/],
  ["a tag beyond the core schema", "a: !!binary aGk=", /^1:4 Unresolved tag/],
  ["a tag of YAML 1.1", "a: !!set { x }", /Unresolved tag/],
  ["another version", "%YAML 1.1\n---\na: yes", /expected YAML 1\.2, got 1\.1/],
  ["a directive nobody knows", "%MORE x\n---\na: 1", /^1:1 Unknown directive/],
  ["a mapping as key", "{ a: 1 }: 2", /^1:1 /],
  ["an alias without anchor", "a: *x", /Unresolved alias/],
  ["`__proto__`", "a: { __proto__: { x: 1 } }", /^1:6 `__proto__` cannot be a name here/],
  ["broken text", "a: [1\nb: 2", /^\d:\d /],
  ["a tab as indentation", "a:\n\tb: 1", /^2:1 /],
  ["a text that is too long", `a: ${"x".repeat(64 * 1024)}`, /^-:- expected at most 65536 bytes/],
  ["a text that nests without end", `a: ${"[".repeat(60_000)}`, /nested too deeply/],
] as const) {
  test(`${what} is refused`, () => assert.match(refusalOf(text), refusal));
}

test("a bomb of aliases is refused at once", () => {
  const level = (name: string, of: string) => `${name}: &${name} [${Array.from({ length: 9 }, () => of).join(", ")}]`;
  const names = ["a", "b", "c", "d", "e", "f", "g", "h"];
  const bomb = names.map((name, index) => level(name, index === 0 ? "lol" : `*${names[index - 1]}`)).join("\n");
  assert.match(refusalOf(bomb), /Excessive alias count/);
});

test("no text makes the reader throw", () => {
  const text = fc.string({ unit: fc.constantFrom(..."ab:-?[]{},&*!|>'\"%#@`\\ \n\t0.~<\u0000".split("")) });
  fc.assert(
    fc.property(text, (any) => void readYaml(any)),
    { numRuns: 3000 },
  );
});
