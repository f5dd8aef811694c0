import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { displayName, isReservedName, nameProblem, RESERVED_NAMES } from "./addresses.ts";
import { toHiveError } from "./envelope.ts";
import { hostVerbs } from "./host-verbs.ts";
import { agentNameSchema, cageName, toAgentName } from "./names.ts";

test("lower-case words, digits and inner hyphens name an agent, up to 63 characters", () => {
  for (const name of ["a", "7", "coder", "code-r2", "a--b", "x".repeat(63)]) {
    assert.equal(nameProblem(name), undefined, name);
    assert.equal(agentNameSchema.parse(name), name);
  }
});

const REFUSED = ["", "..", "a/b", "../x", "-a", "a-", "A", "Coder", "a b", "a\n", "a_b", "ä", "a.b", "x".repeat(64)];

for (const name of REFUSED) {
  test(`${JSON.stringify(name)} cannot name an agent`, () => {
    const result = agentNameSchema.safeParse(name);
    assert.ok(!result.success);
    assert.equal(toHiveError(result.error).code, "invalid_name");
    assert.throws(() => toAgentName(name));
  });
}

test("a name that passes is safe as a path, an argument and a unit name", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 70 }), (text) => {
      fc.pre(nameProblem(text) === undefined);
      assert.match(text, /^[a-z0-9-]{1,63}$/);
      assert.doesNotMatch(text, /^-|-$/);
    }),
  );
});

test("the problem of a name shows the name, or how long it is", () => {
  assert.match(nameProblem("No/pe") ?? "", /"No\/pe"/);
  assert.match(nameProblem("x".repeat(64)) ?? "", /at most 63 characters, got 64/);
});

test("`hm1nd` and `manager` are the same agent, in a cage and on pages named hm1nd", () => {
  assert.equal(toAgentName("hm1nd"), "manager");
  assert.equal(toAgentName("manager"), "manager");
  assert.equal(cageName(toAgentName("manager")), "hm1nd");
  assert.equal(displayName("manager"), "hm1nd");
  assert.equal(hostVerbs.restart.request.parse({ name: "hm1nd" }).name, "manager");
});

test("every other agent's cage is h-<name>", () => {
  assert.equal(cageName(toAgentName("coder")), "h-coder");
  assert.equal(displayName("coder"), "coder");
});

test("the reserved names are valid as names and refused as new ones", () => {
  for (const name of RESERVED_NAMES) {
    assert.equal(nameProblem(name), undefined);
    assert.ok(isReservedName(name));
  }
  assert.ok(!isReservedName("coder"));
});
