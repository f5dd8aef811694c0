import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { agentPort } from "./agent-port.ts";

// Published FNV-1a 32-bit test vectors: "" 811c9dc5, "a" e40c292c, "b" e70c2de5, "c" e60c2c52, "foobar" bf9cf968.
const VECTORS: readonly (readonly [string, number])[] = [
  ["", 0x811c9dc5],
  ["a", 0xe40c292c],
  ["b", 0xe70c2de5],
  ["c", 0xe60c2c52],
  ["foobar", 0xbf9cf968],
];

for (const [name, hash] of VECTORS) {
  test(`the port of ${JSON.stringify(name)} comes from its published FNV-1a hash`, () => {
    assert.equal(agentPort(name), 8100 + (hash % 900));
  });
}

test("the manager's port is 8000", () => {
  assert.equal(agentPort("manager"), 8000);
});

test("every other port lies in 8100 to 8999 and never changes", () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      fc.pre(name !== "manager");
      assert.ok(agentPort(name) >= 8100 && agentPort(name) <= 8999);
      assert.equal(agentPort(name), agentPort(name));
    }),
  );
});
