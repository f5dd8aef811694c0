import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleApproval, sampleMessage, sampleQuestion } from "../store/sample.ts";
import { newsOf, type Seen, type Told } from "./news.ts";

const toOperator = (id: number) => sampleMessage(id, { to: "operator" });
const first: Told = {
  decisions: { pending: [sampleApproval(87)], questions: [sampleQuestion(41)] },
  inbox: [toOperator(10), toOperator(12)],
};
const tags = (seen: Seen, told: Told) => newsOf(seen, told).notices.map(({ tag }) => tag);

test("what is there the first time is not news", () => {
  const { seen, notices } = newsOf({}, first);
  assert.deepEqual(notices, []);
  assert.deepEqual(tags(seen, first), []);
});

test("each new approval, question and message is news once", () => {
  const { seen } = newsOf({}, first);
  const later: Told = {
    decisions: { pending: [sampleApproval(87), sampleApproval(88)], questions: [sampleQuestion(42)] },
    inbox: [toOperator(12), toOperator(13), toOperator(14)],
  };
  const news = newsOf(seen, later);
  assert.deepEqual(
    news.notices.map(({ tag }) => tag),
    ["hyperhive:approval:88", "hyperhive:question:42", "hyperhive:msg:13", "hyperhive:msg:14"],
  );
  assert.deepEqual(tags(news.seen, later), []);
});

test("after a break only what is truly new is news, whatever went missing meanwhile", () => {
  const { seen } = newsOf({}, first);
  const gone = newsOf(seen, { decisions: undefined, inbox: undefined });
  assert.deepEqual(gone.notices, []);
  const decided = newsOf(gone.seen, { decisions: { pending: [], questions: [] }, inbox: [] });
  assert.deepEqual(tags(decided.seen, first), [], "what comes back was told before");
  assert.deepEqual(
    tags(decided.seen, { decisions: { pending: [sampleApproval(87), sampleApproval(90)], questions: [] }, inbox: [] }),
    ["hyperhive:approval:90"],
  );
});

test("a part that failed at first is taken note of when it comes, without a word", () => {
  const { seen } = newsOf({}, { decisions: undefined, inbox: [toOperator(1)] });
  assert.deepEqual(tags(seen, first), ["hyperhive:msg:10", "hyperhive:msg:12"]);
});

test("the first message of an empty inbox is news", () => {
  const { seen } = newsOf({}, { decisions: undefined, inbox: [] });
  assert.deepEqual(tags(seen, { decisions: undefined, inbox: [toOperator(1)] }), ["hyperhive:msg:1"]);
});

test("many at once are told as one that leads to the newest", () => {
  const { seen } = newsOf({}, first);
  const inbox = Array.from({ length: 40 }, (_, at) => toOperator(20 + at));
  assert.deepEqual(
    newsOf(seen, { decisions: undefined, inbox }).notices.map(({ title, tag }) => [title, tag]),
    [["40 new messages", "hyperhive:msg:59"]],
  );
});

test("what the operator asked for itself is not news", () => {
  const { seen } = newsOf({}, first);
  const pending = [sampleApproval(91, { requested_by: "operator" })];
  assert.deepEqual(tags(seen, { decisions: { pending, questions: [] }, inbox: undefined }), []);
});
