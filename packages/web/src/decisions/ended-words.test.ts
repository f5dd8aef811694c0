import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleApproval, sampleQuestion } from "../store/sample.ts";
import { approvalEndWords, questionEndWords } from "./ended-words.ts";

test("the end of a question names the question, what happened, and that its asker knows", () => {
  const words = (change: Parameters<typeof sampleQuestion>[1]) => questionEndWords(sampleQuestion(41, change));
  assert.equal(words({ state: "expired", answerer: "ttl-watchdog" }), "question 41 expired; coder was told");
  assert.equal(
    words({ state: "answered", answerer: "operator" }),
    "question 41 was answered elsewhere; coder was told",
  );
  assert.equal(words({ state: "cancelled", answerer: "operator" }), "question 41 was cancelled; coder was told");
  assert.equal(words({ state: "cancelled", answerer: "manager" }), "hm1nd took question 41 back");
});

test("the end of an approval says how it was decided, with the first line of the reason", () => {
  const words = (change: Parameters<typeof sampleApproval>[1]) => approvalEndWords(sampleApproval(87, change));
  assert.equal(words({ status: "approved" }), "#87 for coder was approved elsewhere");
  assert.equal(
    words({ status: "denied", note: "too much\nsee below" }),
    "#87 for coder was denied elsewhere: too much",
  );
  assert.equal(words({ status: "failed", note: "x".repeat(500) }), `#87 for coder failed: ${"x".repeat(120)}…`);
});
