import assert from "node:assert/strict";
import { test } from "node:test";
import type { ApprovalView, Question } from "@hyperhive/wire";
import { decisionsOf, reduceDecisions } from "./decisions.ts";
import { sampleApproval, sampleQuestion } from "./sample.ts";

const none = decisionsOf({ approvals: [], approval_history: [], questions: [] });
const approval = (id: number, stage: ApprovalView["stage"]) => sampleApproval(id, { stage });
const question = (id: number, target: string, state: Question["state"]) => sampleQuestion(id, { target, state });
const ids = (rows: readonly { id: number }[]) => rows.map(({ id }) => id);

test("an approval waits once, from when it is pending until it is decided, and is history then", () => {
  const added = reduceDecisions(none, { kind: "approval_added", approval: approval(1, "pending") });
  const again = reduceDecisions(added, { kind: "approval_changed", approval: approval(1, "pending") });
  assert.deepEqual(ids(again.pending), [1]);
  const read = reduceDecisions(again, { kind: "approval_changed", approval: approval(2, "submitting") });
  assert.deepEqual([ids(read.pending), ids(read.history)], [[1], []]);
  const decided = reduceDecisions(read, { kind: "approval_resolved", approval: approval(1, "approved") });
  const deployed = reduceDecisions(decided, { kind: "approval_changed", approval: approval(1, "deployed") });
  assert.deepEqual([ids(deployed.pending), ids(deployed.history)], [[], [1]]);
});

test("the history is the newest 30 decided, newest first, in whatever order they are told", () => {
  const told = Array.from({ length: 40 }, (_, at) => (at * 7) % 40);
  const history = told.reduce(
    (all, id) =>
      reduceDecisions(all, {
        kind: "approval_resolved",
        approval: sampleApproval(id, { stage: "denied", resolved_at: 1000 + id }),
      }),
    none,
  ).history;
  assert.deepEqual(
    ids(history),
    Array.from({ length: 30 }, (_, at) => 39 - at),
  );
});

test("a question waits for the operator only when it was asked of the operator and is open", () => {
  const asked = reduceDecisions(none, { kind: "question_added", question: question(1, "operator", "open") });
  const peer = reduceDecisions(asked, { kind: "question_added", question: question(2, "coder", "open") });
  assert.deepEqual(ids(peer.questions), [1]);
  assert.equal(peer, asked, "one between agents changes nothing");
  const ended = reduceDecisions(peer, { kind: "question_resolved", question: question(1, "operator", "expired") });
  assert.deepEqual(ended.questions, []);
});

test("a snapshot brings what waits, and other events change nothing", () => {
  const decisions = decisionsOf({
    approvals: [approval(3, "pending")],
    approval_history: [approval(2, "denied")],
    questions: [question(4, "operator", "open")],
  });
  assert.deepEqual([ids(decisions.pending), ids(decisions.history), ids(decisions.questions)], [[3], [2], [4]]);
  assert.equal(reduceDecisions(decisions, { kind: "container_removed", name: "x" }), decisions);
});
