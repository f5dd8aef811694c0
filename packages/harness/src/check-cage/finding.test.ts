import assert from "node:assert/strict";
import { test } from "node:test";
import { fact, lineOf, problem } from "./finding.ts";

test("a problem is called one and a fact stands for itself", () => {
  assert.equal(lineOf(fact("node v24")), "node v24");
  assert.equal(lineOf(problem("no node")), "problem: no node");
});

test("a finding is one line, whatever names are in it", () => {
  assert.equal(lineOf(fact("mount /a\nproblem: none\u001b[2J\n")), "mount /a problem: none [2J");
});
