import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleApproval, sampleContainer } from "../store/sample.ts";
import { newNameProblem } from "./new-name-problem.ts";

const taken = {
  agents: [sampleContainer("coder")],
  pending: [sampleApproval(88, { kind: "spawn", agent: "cartographer" }), sampleApproval(87, { agent: "bard" })],
};

test("a free name has no problem", () => {
  assert.equal(newNameProblem("scribe-2", taken), undefined);
  assert.equal(newNameProblem("bard", taken), undefined);
});

test("a name says what is wrong with it: its shape, somebody it means, an agent, a request that waits", () => {
  assert.match(newNameProblem("My Agent", taken) ?? "", /expected a-z, 0-9/);
  assert.match(newNameProblem("operator", taken) ?? "", /already means somebody/);
  assert.match(newNameProblem("coder", taken) ?? "", /already has an agent called coder/);
  assert.match(newNameProblem("cartographer", taken) ?? "", /asked for already, by #88/);
});
