import assert from "node:assert/strict";
import { test } from "node:test";
import { coversRule, isOddRule, readToolRule } from "./tool-rule.ts";

test("a rule is a tool with or without a pattern", () => {
  assert.deepEqual(readToolRule("Read"), { tool: "Read" });
  assert.deepEqual(readToolRule("Bash(git *)"), { tool: "Bash", pattern: "git *" });
  assert.deepEqual(readToolRule("Bash()"), { tool: "Bash", pattern: "" });
});

test("a rule that could hide another is odd", () => {
  for (const rule of ["Read(x),Bash(*)", "Bash(a,b)", "Bash($(x))", "Bash(a\u0007)", "Bash(a\u202eb)"])
    assert.ok(isOddRule(rule), rule);
  for (const rule of ["Read", "Bash(git *)", "Bash(a && b)"]) assert.ok(!isOddRule(rule), rule);
});

for (const [wide, narrow] of [
  ["Bash", "Bash(git *)"],
  ["Bash", "Bash(*)"],
  ["Bash(*)", "Bash(git *)"],
  ["Bash(git *)", "Bash(git *)"],
  ["Bash(git *)", "Bash(git log *)"],
  ["Bash(git *)", "Bash(git log)"],
  ["Bash(git:*)", "Bash(git log:*)"],
  ["Bash(npm run test:*)", "Bash(npm run test --watch)"],
  ["Read", "Read(/state/**)"],
  ["Read(x),Bash(*)", "Read(x),Bash(*)"],
] as const) {
  test(`${wide} covers ${JSON.stringify(narrow)}`, () => assert.ok(coversRule(wide, narrow)));
}

for (const [wide, narrow] of [
  ["Bash(git *)", "Bash"],
  ["Bash(*)", "Bash"],
  ["Bash(git *)", "Bash(*)"],
  ["Bash(git *)", "Bash(git)"],
  ["Bash(git *)", "Bash(gitx *)"],
  ["Bash(git *)", "Bash(git*)"],
  ["Bash(git log *)", "Bash(git *)"],
  ["Bash(git *)", "Bash(git log; rm *)"],
  ["Bash(git *)", "Bash(git log && rm *)"],
  ["Bash(git *)", "Bash(git log | sh)"],
  ["Bash(git *)", "Bash(git log > /x)"],
  ["Bash(git *)", "Bash(git $(sh))"],
  ["Bash(git *)", "Bash(git log\nrm)"],
  ["Bash(git *)", "Bash(git * && rm *)"],
  ["Bash(* git *)", "Bash(rm git x)"],
  ["Bash(git*)", "Bash(gitx)"],
  ["Read(/**)", "Read(/state/**)"],
  ["Read", "Edit"],
  ["Read", "Read(x),Bash(*)"],
  ["Bash(git)", "Bash(git log)"],
] as const) {
  test(`${wide} does not surely cover ${JSON.stringify(narrow)}`, () => assert.ok(!coversRule(wide, narrow)));
}
