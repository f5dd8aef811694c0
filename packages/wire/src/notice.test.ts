import assert from "node:assert/strict";
import { test } from "node:test";
import type { ApprovalView } from "./approval.ts";
import type { InboxRow } from "./message.ts";
import { approvalNotice, messageNotice, questionNotice, summaryNotice } from "./notice.ts";
import type { Question } from "./question.ts";

const approval = (change: Partial<ApprovalView> = {}): ApprovalView => ({
  id: 87,
  agent: "coder",
  kind: "apply_commit",
  commit_ref: "main",
  requested_at: 1,
  status: "pending",
  stage: "pending",
  requested_by: "manager",
  supersedes: [],
  ...change,
});
const question = (change: Partial<Question> = {}): Question => ({
  id: 41,
  asker: "manager",
  target: "operator",
  question: "tea?",
  options: [],
  multi: false,
  asked_at: 1,
  state: "open",
  ...change,
});
const message = (change: Partial<InboxRow> = {}): InboxRow => ({
  id: 12,
  from: "coder",
  to: "operator",
  body: "done",
  sent_at: 1,
  chain_id: "c",
  hops: 0,
  file_refs: [],
  state: "queued",
  attempts: 0,
  ...change,
});

test("an approval says whose it is, how risky and why, and opens itself", () => {
  assert.deepEqual(approvalNotice(approval({ risk: { level: "high", reasons: [] }, description: "needs the net" })), {
    title: "approve a change of coder?",
    body: "high risk: needs the net",
    tag: "hyperhive:approval:87",
    url: "/#apr-87",
  });
  assert.partialDeepStrictEqual(approvalNotice(approval({ kind: "spawn", agent: "tester" })), {
    title: "approve a new agent: tester?",
    body: "it waits for you",
  });
});

test("a question says who asks, a message who writes, and each opens itself", () => {
  assert.deepEqual(questionNotice(question()), {
    title: "hm1nd asks",
    body: "tea?",
    tag: "hyperhive:question:41",
    url: "/#q-41",
  });
  assert.partialDeepStrictEqual(messageNotice(message()), {
    title: "message from coder",
    body: "done",
    tag: "hyperhive:msg:12",
    url: "/#msg-12",
  });
});

test("of a host event the operator is told the note that is meant for people", () => {
  const body = JSON.stringify({ event: "message_dead", note: "message 7 was never finished" });
  assert.equal(messageNotice(message({ from: "system", body }))?.body, "message 7 was never finished");
  assert.equal(messageNotice(message({ from: "system", body: "no json" }))?.body, "no json");
  assert.equal(messageNotice(message({ body }))?.body, body, "an agent's JSON is its text");
});

test("nothing is told of what the operator did, or of what is between agents", () => {
  assert.equal(approvalNotice(approval({ requested_by: "operator" })), undefined);
  assert.equal(questionNotice(question({ target: "coder" })), undefined);
  assert.equal(messageNotice(message({ from: "operator" })), undefined);
  assert.equal(messageNotice(message({ to: "tester" })), undefined);
});

test("the longest and strangest of texts stays one short line", () => {
  const body = messageNotice(message({ body: `${"😀\u202e".repeat(300)}\n\u001b[31m${"漢".repeat(70_000)}` }))?.body;
  assert.ok(body !== undefined && body.length <= 122 && body.isWellFormed());
  assert.doesNotMatch(body, /[\p{Cc}\u202e]/u);
});

test("several become one notice that leads to the newest", () => {
  const newest = messageNotice(message({ id: 20, body: "last" }));
  assert.ok(newest !== undefined);
  assert.deepEqual(summaryNotice(9, "message", newest), {
    title: "9 new messages",
    body: "the newest: message from coder: last",
    tag: "hyperhive:msg:20",
    url: "/#msg-20",
  });
});
