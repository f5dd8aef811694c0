import assert from "node:assert/strict";
import { test } from "node:test";
import { coversRule, readToolRule } from "./tool-rule.ts";

const covers = (wide: string, narrow: string) => coversRule(readToolRule(wide), readToolRule(narrow));

test("a rule is a tool with or without a pattern", () => {
  assert.deepEqual(readToolRule("Read"), { text: "Read", tool: "Read", odd: false });
  assert.deepEqual(readToolRule("Bash()"), { text: "Bash()", tool: "Bash", pattern: "", odd: false });
  const git = { text: "Bash(git *)", tool: "Bash", pattern: "git *", odd: false, program: "git" };
  assert.deepEqual(readToolRule("Bash(git *)"), git);
});

test("a rule that could hide another is odd", () => {
  for (const rule of ["Read(x),Bash(*)", "Bash(a,b)", "Bash($(x))", "Bash(a\u0007)", "Bash(a\u202eb)"])
    assert.ok(readToolRule(rule).odd, rule);
  for (const rule of ["Read", "Bash(git *)", "Bash(a && b)"]) assert.ok(!readToolRule(rule).odd, rule);
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
  test(`${wide} covers ${JSON.stringify(narrow)}`, () => assert.ok(covers(wide, narrow)));
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
  test(`${wide} does not surely cover ${JSON.stringify(narrow)}`, () => assert.ok(!covers(wide, narrow)));
}
