import assert from "node:assert/strict";
import { test } from "node:test";
import type { ApprovalView, Question } from "@hyperhive/wire";
import { decisionsOf, reduceDecisions } from "./decisions.ts";

const none = decisionsOf({ approvals: [], questions: [] });
const approval = (id: number, stage: ApprovalView["stage"]) => ({ id, stage }) as ApprovalView;
const question = (id: number, target: string, state: Question["state"]) => ({ id, target, state }) as Question;

test("an approval waits once, from when it is pending until it is decided", () => {
  const added = reduceDecisions(none, { kind: "approval_added", approval: approval(1, "pending") });
  const again = reduceDecisions(added, { kind: "approval_changed", approval: approval(1, "pending") });
  assert.deepEqual(again.approvals, [1]);
  const read = reduceDecisions(again, { kind: "approval_changed", approval: approval(2, "submitting") });
  assert.deepEqual(read.approvals, [1]);
  const decided = reduceDecisions(read, { kind: "approval_resolved", approval: approval(1, "approved") });
  assert.deepEqual(decided.approvals, []);
});

test("a question waits for the operator only when it was asked of the operator and is open", () => {
  const asked = reduceDecisions(none, { kind: "question_added", question: question(1, "operator", "open") });
  const peer = reduceDecisions(asked, { kind: "question_added", question: question(2, "coder", "open") });
  assert.deepEqual(peer.questions, [1]);
  const ended = reduceDecisions(peer, { kind: "question_resolved", question: question(1, "operator", "expired") });
  assert.deepEqual(ended.questions, []);
});

test("a snapshot brings what waits, and other events change nothing", () => {
  const decisions = decisionsOf({ approvals: [approval(3, "pending")], questions: [question(4, "operator", "open")] });
  assert.deepEqual(decisions, { approvals: [3], questions: [4] });
  assert.equal(reduceDecisions(decisions, { kind: "container_removed", name: "x" }), decisions);
});
