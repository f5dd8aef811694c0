import assert from "node:assert/strict";
import { test } from "node:test";
import { looseEndSchema, toAgentName, type ApprovalView, type Question, type Reminder } from "@hyperhive/wire";
import { createLooseEnds } from "./loose-ends.ts";

const NOW = 1_800_000_000_000;
const approval: ApprovalView = {
  id: 3,
  agent: "coder",
  kind: "apply_commit",
  commit_ref: "abcdef1",
  fetched_sha: "abcdef1".padEnd(40, "0"),
  requested_at: NOW / 1000 - 50,
  status: "pending",
  description: "more tools",
  risk: { level: "low", reasons: [] },
  stage: "pending",
  requested_by: "manager",
  supersedes: [],
};
const question: Question = {
  id: 1,
  asker: "coder",
  target: "operator",
  question: "tea?",
  options: ["yes"],
  multi: false,
  asked_at: NOW - 10_999,
  state: "open",
};
const reminder: Reminder = {
  id: 2,
  owner: "coder",
  message: "look",
  created_at: NOW + 5000,
  due_at: NOW + 9000,
  attempts: 5,
  failure: "unknown_recipient",
  failed_at: NOW,
};

const approvals = [approval, { ...approval, id: 4, agent: "tester", requested_at: NOW / 1000 - 5 }];
const looseEnds = createLooseEnds({
  questions: { open: () => [question], openOf: () => [question], cancel: async () => question },
  reminders: { list: () => [reminder], listOf: () => [reminder], cancel: async () => undefined },
  pendingApprovals: (agent) => approvals.filter((one) => agent === undefined || one.agent === agent),
  clock: { now: () => NOW },
});

test("loose ends come oldest first, with their age in whole seconds and never younger than new", () => {
  assert.deepEqual(looseEndSchema.array().parse(looseEnds.forAgent(toAgentName("coder"))), [
    {
      kind: "approval",
      id: 3,
      age_seconds: 50,
      agent: "coder",
      approval_kind: "apply_commit",
      fetched_sha: approval.fetched_sha,
      description: "more tools",
      risk: { level: "low", reasons: [] },
    },
    {
      kind: "question",
      id: 1,
      age_seconds: 10,
      asker: "coder",
      target: "operator",
      question: "tea?",
      options: ["yes"],
      multi: false,
    },
    {
      kind: "reminder",
      id: 2,
      age_seconds: 0,
      owner: "coder",
      message: "look",
      due_at: NOW + 9000,
      attempts: 5,
      failure: "unknown_recipient",
      failed_at: NOW,
    },
  ]);
});

test("an agent sees the approvals about itself, the manager those about everyone", () => {
  const approvals = (name: string) =>
    looseEnds
      .seenBy(toAgentName(name))
      .filter(({ kind }) => kind === "approval")
      .map(({ id }) => id);
  assert.deepEqual(approvals("coder"), [3]);
  assert.deepEqual(approvals("tester"), [4]);
  assert.deepEqual(approvals("hm1nd"), [3, 4]);
});
