import assert from "node:assert/strict";
import { test } from "node:test";
import { hostVerbs, type LooseEnd, type Question, type Reminder } from "@hyperhive/wire";
import { startStage } from "../../daemon.test-support.ts";

const questionsIn = (answer: object) => hostVerbs.questions.response.parse(answer).questions;

test("the operator sees the questions to it, and with `all` those among agents and what ended", async (t) => {
  const { agent, host } = await startStage(t);
  const operator = host();
  await agent("coder").ask({ cmd: "ask", question: "one?" });
  await agent("coder").ask({ cmd: "ask", question: "two?", to: "manager" });
  await agent("coder").ask({ cmd: "ask", question: "three?" });
  await operator.ask({ cmd: "answer", id: 1, answer: "yes" });
  const ids = async (over: object) =>
    questionsIn(await operator.ask({ cmd: "questions", ...over })).map(({ id }) => id);
  assert.deepEqual(await ids({}), [3]);
  assert.deepEqual(await ids({ all: true }), [1, 2, 3]);
});

test("the operator answers and cancels, also in a peer's place, and is told how it ended", async (t) => {
  const { agent, host } = await startStage(t);
  const operator = host();
  await agent("coder").ask({ cmd: "ask", question: "peer?", to: "manager" });
  await agent("coder").ask({ cmd: "ask", question: "me?" });
  const answered = (await operator.ask({ cmd: "answer", id: 1, answer: "go" }))["question"] as Question;
  assert.partialDeepStrictEqual(answered, { state: "answered", answerer: "operator", answer_fate: "waiting" });
  const cancelled = (await operator.ask({ cmd: "cancel_question", id: 2 }))["question"] as Question;
  assert.partialDeepStrictEqual(cancelled, { state: "cancelled", answer: "[cancelled]", answerer: "operator" });
  assert.equal((await operator.ask({ cmd: "answer", id: 1, answer: "again" })).code, "already_decided");
  assert.equal((await operator.ask({ cmd: "cancel_question", id: 1 })).code, "already_decided");
  assert.equal((await operator.ask({ cmd: "answer", id: 9, answer: "x" })).code, "not_found");
  assert.equal((await operator.ask({ cmd: "cancel_question", id: 9 })).code, "not_found");
  assert.equal((await operator.ask({ cmd: "answer", id: 1, answer: "" })).code, "bad_request");
  await agent("coder").ask({ cmd: "recv", max: 32 });
  await agent("coder").ask({ cmd: "ack_turn" });
  const ended = questionsIn(await operator.ask({ cmd: "questions", all: true }));
  assert.deepEqual(
    ended.map(({ answer_fate: fate }) => fate),
    ["reached", "reached"],
  );
});

test("the operator sees reminders and deletes them", async (t) => {
  const { agent, host } = await startStage(t);
  const operator = host();
  await agent("coder").ask({ cmd: "remind", message: "a", delay_seconds: 60 });
  await agent("manager").ask({ cmd: "remind", message: "b", delay_seconds: 60 });
  const owners = async (over: object) =>
    ((await operator.ask({ cmd: "reminders", ...over }))["reminders"] as Reminder[]).map(({ owner }) => owner);
  assert.deepEqual(await owners({}), ["coder", "manager"]);
  assert.deepEqual(await owners({ agent: "hm1nd" }), ["manager"]);
  assert.deepEqual(await operator.ask({ cmd: "cancel_reminder", id: 1 }), { version: 1, ok: true });
  assert.equal((await operator.ask({ cmd: "cancel_reminder", id: 1 })).code, "not_found");
  assert.deepEqual(await owners({}), ["manager"]);
});

test("loose ends tell the beginning of long messages, so that all fit on a line; of whole reminders the newest do", async (t) => {
  const { agent, host } = await startStage(t);
  const clients = [agent("coder"), agent("manager")];
  const message = "x".repeat(20_000);
  for (let n = 0; n < 40; n += 1)
    for (const client of clients) await client.ask({ cmd: "remind", message, delay_seconds: 600 });
  await clients[0]?.ask({ cmd: "ask", question: "fits?" });
  const loose = (await host().ask({ cmd: "loose_ends" }))["loose_ends"] as LooseEnd[];
  assert.equal(loose.length, 81);
  assert.ok(loose.every((one) => one.kind !== "reminder" || one.message.length === 501));
  const reminders = (await host().ask({ cmd: "reminders" }))["reminders"] as Reminder[];
  assert.ok(reminders.length > 40 && reminders.length < 80, String(reminders.length));
  assert.equal(reminders.at(-1)?.id, 80);
});

test("a reminder of an agent that is destroyed, and its questions, are dealt with", async (t) => {
  const { agent, host, core } = await startStage(t);
  await agent("coder").ask({ cmd: "ask", question: "still there?" });
  await agent("manager").ask({ cmd: "ask", question: "are you?", to: "coder" });
  await agent("coder").ask({ cmd: "remind", message: "a", delay_seconds: 600 });
  await core.agents.destroy("coder", { purge: false });
  const ended = questionsIn(await host().ask({ cmd: "questions", all: true }));
  assert.deepEqual(
    ended.map(({ answer, answer_fate: fate }) => [answer, fate]),
    [
      ["[cancelled]", "lost"],
      ["[cancelled]", "waiting"],
    ],
  );
  assert.equal(((await host().ask({ cmd: "reminders" }))["reminders"] as Reminder[]).length, 1);
});
