import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { readYaml } from "./read-yaml.ts";
import { yamlField } from "./yaml-field.ts";

const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({
    unit: fc.constantFrom(..."a \t\n\r#:-'\"|>&*!%@`{}[],\\?~0.\u0000\u001b\u007f\u0085\u2028\ufeff\ud800é".split("")),
  }),
  fc.string({ unit: fc.constantFrom(..."ab \n#:-".split("")) }),
  fc.constantFrom(
    "",
    "null",
    "~",
    "true",
    "1",
    "0x1f",
    "1e3",
    ".inf",
    "<<",
    "---",
    "...",
    "- a",
    "? a",
    "a: b",
    "%YAML 1.1",
    "=",
    "2026-01-01",
  ),
);

function readBack(text: string): unknown {
  const reading = readYaml(text);
  assert.ok(reading.ok, JSON.stringify(reading));
  return reading.value;
}

test("any text is read back as it was written, as a value, in a list and as a key", () => {
  fc.assert(
    fc.property(hostile, hostile, (one, other) => {
      fc.pre(one !== "__proto__");
      const value = { text: one, list: [one, other, { [one]: other }] };
      assert.deepEqual(readBack(yamlField("field", value)), { field: value });
      const between = `first: 1\n\n${yamlField("field", one)}\n\n# words\nlast: 1\n`;
      assert.deepEqual(readBack(between), { first: 1, field: one, last: 1 });
    }),
    { numRuns: 3000 },
  );
});

test("what cannot be seen is written as an escape", () => {
  assert.equal(yamlField("field", "a\u202eb\u{e0041}\u0000"), 'field: "a\\u202eb\\U000e0041\\0"');
});

test("a prompt of several lines is a block that people can read", () => {
  assert.equal(yamlField("prompt", "You write.\n\nBe brief.\n"), "prompt: |\n  You write.\n\n  Be brief.");
  assert.equal(yamlField("prompt", "# A\n  b"), "prompt: |-\n  # A\n    b");
});
