import assert from "node:assert/strict";
import { test } from "node:test";
import { helperEventSchema, type HiveError, MAX_OPEN_QUESTIONS, MAX_QUEUED, questionSchema } from "@hyperhive/wire";
import { newQuestion } from "./new-question.ts";
import { startQuestions } from "./questions.test-support.ts";

test("a question to the operator waits with the operator and nowhere else", async () => {
  await using stage = startQuestions();
  const id = await stage.ask("coder", { options: ["yes", "no"], multi: true });
  const [question] = stage.questions.openToOperator();
  assert.deepEqual(questionSchema.strict().parse(question), {
    id,
    asker: "coder",
    target: "operator",
    question: "tea?",
    options: ["yes", "no"],
    multi: true,
    asked_at: stage.hive.clock.now(),
    state: "open",
  });
  assert.deepEqual(stage.events, [{ kind: "question_added", question }]);
  assert.deepEqual(stage.hive.broker.history(10), []);
});

test("`to: operator` is the operator, whatever the asker's `send_to` says", async () => {
  await using stage = startQuestions({ mayReach: () => false });
  await stage.ask("coder", { to: "operator" });
  assert.equal(stage.questions.openToOperator().length, 1);
});

test("a question to a peer lands in its inbox from system and is no question to the operator", async () => {
  await using stage = startQuestions();
  const id = await stage.ask("coder", { to: "tester", options: ["a"], ttl_seconds: 60 });
  assert.deepEqual(stage.questions.openToOperator(), []);
  const [told] = stage.told("tester");
  assert.partialDeepStrictEqual(helperEventSchema.parse(told), {
    event: "question_asked",
    id,
    asker: "coder",
    question: "tea?",
    options: ["a"],
    multi: false,
    deadline_at: stage.hive.clock.now() + 60_000,
  });
});

test("an answer goes to the asker as an event with all that was asked", async () => {
  await using stage = startQuestions();
  const id = await stage.ask("coder");
  const ended = await stage.questions.answer("operator", { id, answer: "with milk" });
  assert.partialDeepStrictEqual(ended, {
    state: "answered",
    answer: "with milk",
    answerer: "operator",
    answer_fate: "waiting",
    ended_at: stage.hive.clock.now(),
  });
  assert.deepEqual(stage.told("coder"), [
    { event: "question_answered", id, question: "tea?", answer: "with milk", answerer: "operator" },
  ]);
  assert.deepEqual(stage.events.at(-1), { kind: "question_resolved", question: ended });
  assert.deepEqual(stage.questions.open(), []);
});

test("whether the answer reached the asker follows the message that took it", async () => {
  await using stage = startQuestions();
  const { broker } = stage.hive;
  const id = await stage.ask("coder");
  const fate = () => stage.questions.newestEnded(1)[0]?.answer_fate;
  await stage.questions.answer("operator", { id, answer: "yes" });
  await broker.recv("coder");
  assert.equal(fate(), "waiting");
  await broker.ackTurn("coder");
  assert.equal(fate(), "reached");
  broker.vacuum({ before: stage.hive.clock.now() + 1, cap: 10 });
  assert.equal(fate(), "reached");
});

test("an answer whose deliveries all failed is lost, and waits again once it is released", async () => {
  await using stage = startQuestions();
  const { broker } = stage.hive;
  await stage.questions.answer("operator", { id: await stage.ask("coder"), answer: "yes" });
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await broker.recv("coder");
    await broker.requeueInflight("coder");
  }
  assert.equal(stage.questions.newestEnded(1)[0]?.answer_fate, "lost");
  await broker.release(broker.recent("coder", 10).find(({ state }) => state === "dead")?.id ?? 0);
  assert.equal(stage.questions.newestEnded(1)[0]?.answer_fate, "waiting");
});

test("an answer that was let go is lost, also when its message is deleted, and one that was read stays reached", async () => {
  await using stage = startQuestions();
  const { broker, clock, store } = stage.hive;
  const [parked, read] = [await stage.ask("coder"), await stage.ask("tester")];
  for (const id of [parked, read]) await stage.questions.answer("operator", { id, answer: "yes" });
  const carrier = broker.recent("coder", 1)[0]?.id ?? 0;
  store.run(store.db.updateTable("messages").set({ state: "parked" }).where("id", "=", carrier));
  await broker.recv("tester");
  await broker.ackTurn("tester");
  const fates = () => stage.questions.newestEnded(2).map(({ id, answer_fate: fate }) => ({ id, fate }));
  const was = (fate: string) => [
    { id: parked, fate },
    { id: read, fate: "reached" },
  ];
  assert.deepEqual(fates(), was("waiting"));
  await broker.dismiss(carrier);
  assert.deepEqual(fates(), was("lost"));
  assert.equal(broker.vacuum({ before: clock.now() + 1, cap: 10 }), 2);
  assert.equal(broker.find(carrier), undefined);
  assert.deepEqual(fates(), was("lost"));
});

test("only the operator answers the operator's questions, only the peer its own, and the operator both", async () => {
  await using stage = startQuestions();
  const mine = await stage.ask("coder");
  const peer = await stage.ask("coder", { to: "tester" });
  const overridden = await stage.ask("coder", { to: "tester" });
  for (const by of ["coder", "tester", "manager"])
    await assert.rejects(stage.questions.answer(by, { id: mine, answer: "x" }), { code: "forbidden" }, by);
  for (const by of ["coder", "manager"])
    await assert.rejects(stage.questions.answer(by, { id: peer, answer: "x" }), { code: "forbidden" }, by);
  assert.equal((await stage.questions.answer("tester", { id: peer, answer: "x" })).answerer, "tester");
  assert.equal((await stage.questions.answer("operator", { id: overridden, answer: "x" })).answerer, "operator");
  assert.equal((await stage.questions.answer("operator", { id: mine, answer: "x" })).answerer, "operator");
  await assert.rejects(stage.questions.answer("operator", { id: 99, answer: "x" }), { code: "not_found" });
});

test("whoever comes second is told how the question ended, and nothing is sent twice", async () => {
  await using stage = startQuestions();
  const id = await stage.ask("coder", { to: "tester" });
  const [first, second] = await Promise.allSettled([
    stage.questions.answer("tester", { id, answer: "green" }),
    stage.questions.cancel("operator", id),
  ]);
  assert.equal(first.status, "fulfilled");
  assert.ok(second.status === "rejected");
  assert.equal((second.reason as HiveError).code, "already_decided");
  assert.match(String(second.reason), /answered by tester at .* with "green"/);
  assert.equal(stage.told("coder").length, 1);
});

test("asking oneself, everyone, nobody and those out of reach is refused, and nothing is stored", async () => {
  await using stage = startQuestions({ mayReach: (_from, to) => to !== "tester" });
  for (const [to, code, message] of [
    ["coder", "bad_request", /which is you/],
    ["*", "bad_request", /expected one agent/],
    ["testr", "unknown_recipient", /did you mean tester\?/],
    ["tester", "forbidden", /`send_to`/],
  ] as const)
    await assert.rejects(stage.ask("coder", { to }), { code, message }, to);
  await assert.rejects(stage.ask("manager", { to: "hm1nd" }), { code: "bad_request", message: /which is you/ });
  await assert.rejects(stage.ask("coder", { multi: true }), { code: "bad_request", message: /`multi`/ });
  await assert.rejects(stage.ask("coder", { multi: true, options: [] }), { code: "bad_request" });
  assert.deepEqual(stage.questions.open(), []);
  assert.deepEqual(stage.hive.broker.history(10), []);
});

test("an agent has at most 25 questions open; those that ended count no more", async () => {
  await using stage = startQuestions();
  const ids = await Promise.all(Array.from({ length: MAX_OPEN_QUESTIONS }, () => stage.ask("coder")));
  await assert.rejects(stage.ask("coder"), { code: "too_many", message: /25 of your questions/ });
  await stage.ask("tester");
  await stage.questions.cancel("coder", ids[0] ?? 0);
  await stage.ask("coder");
});

test("a full inbox takes no question, and one whose own inbox is full cannot ask: questions are no way around the limit", async () => {
  await using stage = startQuestions();
  const { broker } = stage.hive;
  await Promise.all(Array.from({ length: MAX_QUEUED }, () => broker.send({ from: "coder", to: "tester", body: "x" })));
  await assert.rejects(stage.ask("coder", { to: "tester" }), { code: "too_many", message: /inbox of tester is full/ });
  await assert.rejects(stage.ask("tester"), { code: "too_many", message: /inbox of tester is full/ });
  await stage.ask("coder");
});

test("the same key and content stores one question, also after a crash; other content is refused", async () => {
  await using stage = startQuestions();
  const asked = newQuestion("coder", { question: "tea?", to: "tester", key: "k" });
  const first = await stage.questions.ask(asked);
  assert.equal(first.duplicate, false);
  assert.deepEqual(await stage.questions.ask(asked), { id: first.id, duplicate: true });
  stage.restart();
  assert.deepEqual(await stage.questions.ask(asked), { id: first.id, duplicate: true });
  assert.equal(stage.told("tester").length, 1);
  for (const over of [{ question: "milk?" }, { to: "manager" }, { options: ["a"] }, { ttlSeconds: 5 }])
    await assert.rejects(stage.questions.ask({ ...asked, ...over }), { code: "key_reused" });
  assert.equal((await stage.questions.ask({ ...asked, asker: "manager" })).duplicate, false);
});

test("a deadline ends a question as the watchdog's, through the ordinary path", async () => {
  await using stage = startQuestions();
  const id = await stage.ask("coder", { ttl_seconds: 10 });
  stage.hive.clock.advance(9999);
  await stage.settle();
  assert.equal(stage.questions.open().length, 1);
  stage.hive.clock.advance(1);
  await stage.settle();
  assert.partialDeepStrictEqual(stage.questions.newestEnded(1), [{ id, state: "expired", answer: "[expired]" }]);
  assert.deepEqual(stage.told("coder"), [
    { event: "question_answered", id, question: "tea?", answer: "[expired]", answerer: "ttl-watchdog" },
  ]);
  await assert.rejects(stage.questions.answer("operator", { id, answer: "late" }), {
    code: "already_decided",
    message: /expired by ttl-watchdog/,
  });
});

test("one timer serves all deadlines, and none is set without one", async () => {
  await using stage = startQuestions();
  const { clock } = stage.hive;
  assert.equal(clock.timers(), 0);
  await stage.ask("coder");
  assert.equal(clock.timers(), 0);
  const later = await stage.ask("coder", { ttl_seconds: 20 });
  const sooner = await stage.ask("coder", { ttl_seconds: 10 });
  assert.equal(clock.timers(), 1);
  await stage.questions.answer("operator", { id: sooner, answer: "x" });
  assert.equal(clock.timers(), 1);
  clock.advance(10_000);
  await stage.settle();
  assert.equal(stage.told("coder").length, 1, "what was resolved already expires in silence");
  await stage.questions.answer("operator", { id: later, answer: "x" });
  assert.equal(clock.timers(), 0);
});

test("deadlines that passed while the core was down end at once", async () => {
  await using stage = startQuestions();
  await stage.ask("coder", { ttl_seconds: 10 });
  stage.questions.close();
  assert.equal(stage.hive.clock.timers(), 0);
  stage.hive.clock.advance(60_000);
  stage.restart();
  stage.hive.clock.advance(0);
  await stage.settle();
  assert.equal(stage.questions.newestEnded(1)[0]?.state, "expired");
});

test("the longest deadline is reached although no timer is trusted for long", async () => {
  await using stage = startQuestions();
  await stage.ask("coder", { ttl_seconds: 21_600 });
  stage.hive.clock.advance(21_599_999);
  await stage.settle();
  assert.equal(stage.questions.open().length, 1);
  stage.hive.clock.advance(1);
  await stage.settle();
  assert.equal(stage.questions.open().length, 0);
});

test("a deadline whose commit fails is tried again, and said", async () => {
  let broken = false;
  await using stage = startQuestions({ broken: () => broken });
  await stage.ask("coder", { ttl_seconds: 1 });
  broken = true;
  stage.hive.clock.advance(1000);
  await assert.rejects(stage.settle());
  assert.equal(stage.logged.length, 1);
  broken = false;
  stage.hive.clock.advance(5000);
  await stage.settle();
  assert.equal(stage.questions.newestEnded(1)[0]?.state, "expired");
});

test("the operator, the asker and the manager may take a question back; its answer says who", async () => {
  await using stage = startQuestions();
  for (const [by, answer] of [
    ["operator", "[cancelled]"],
    ["coder", "[cancelled by coder]"],
    ["manager", "[cancelled by manager]"],
  ] as const) {
    const id = await stage.ask("coder", { to: "tester" });
    assert.partialDeepStrictEqual(await stage.questions.cancel(by, id), { state: "cancelled", answer, answerer: by });
    assert.partialDeepStrictEqual(stage.told("coder").at(-1), { event: "question_answered", id, answer });
  }
});

test("the target may not take a question back, and others are not told that it is there", async () => {
  await using stage = startQuestions();
  stage.agents.push("other");
  const id = await stage.ask("coder", { to: "tester" });
  await assert.rejects(stage.questions.cancel("tester", id), { code: "forbidden", message: /only coder/ });
  await assert.rejects(stage.questions.cancel("other", id), { code: "not_found" });
  await assert.rejects(stage.questions.cancel("coder", 99), { code: "not_found" });
  assert.equal(stage.questions.open().length, 1);
});

test("an answer to an asker that is gone is kept and counts as lost", async () => {
  await using stage = startQuestions();
  const id = await stage.ask("coder");
  stage.agents.splice(stage.agents.indexOf("coder"), 1);
  const ended = await stage.questions.answer("operator", { id, answer: "too late" });
  assert.deepEqual([ended.answer, ended.answer_fate], ["too late", "lost"]);
  assert.deepEqual(stage.hive.broker.recent("coder", 10), []);
});

test("when an agent is destroyed what it asked and what it was asked ends, and nothing else", async () => {
  await using stage = startQuestions();
  const own = await stage.ask("tester");
  const peer = await stage.ask("coder", { to: "tester" });
  const other = await stage.ask("coder");
  await stage.questions.closeAllOf("tester");
  assert.deepEqual(
    stage.questions.newestEnded(10).map(({ id, answer, answerer, answer_fate }) => [id, answer, answerer, answer_fate]),
    [
      [own, "[cancelled]", "operator", "lost"],
      [peer, "[cancelled]", "operator", "waiting"],
    ],
  );
  assert.deepEqual(
    stage.questions.open().map(({ id }) => id),
    [other],
  );
});

test("a row that cannot be decoded shows in its place, is logged, and can still be answered", async () => {
  await using stage = startQuestions();
  const { store } = stage.hive;
  const id = await stage.ask("coder");
  store.run(store.db.updateTable("questions").set({ options: "{" }).where("id", "=", id));
  for (let twice = 0; twice < 2; twice += 1)
    assert.match(stage.questions.openToOperator()[0]?.question ?? "", /question 1 cannot be read/);
  assert.partialDeepStrictEqual(stage.logged, [{ question: id }]);
  assert.equal(stage.logged.length, 1);
  await stage.questions.answer("operator", { id, answer: "yes" });
  assert.partialDeepStrictEqual(stage.told("coder"), [{ question: "tea?", answer: "yes" }]);
});

test("a peer's answer goes on in the chain of what it works on, the operator's begins anew", async () => {
  await using stage = startQuestions();
  const { broker } = stage.hive;
  const ids = [await stage.ask("coder", { to: "tester" }), await stage.ask("coder", { to: "tester" })];
  const { messages } = await broker.recv("tester", { max: 1 });
  await stage.questions.answer("tester", { id: ids[0] ?? 0, answer: "x" });
  await stage.questions.answer("operator", { id: ids[1] ?? 0, answer: "x" });
  const [peer, operator] = broker.recent("coder", 10);
  assert.deepEqual([peer?.chain_id, peer?.hops], [messages[0]?.message.chain_id, 1]);
  assert.equal(operator?.hops, 0);
});

test("a ping-pong of questions grows one chain and ends where any chain ends", async () => {
  await using stage = startQuestions();
  const { broker } = stage.hive;
  await broker.send({ from: "operator", to: "coder", body: "go" });
  let [from, to] = ["coder", "tester"];
  for (let round = 0; round < 60; round += 1) {
    const { messages } = await broker.recv(from, { max: 1 });
    if (messages.length === 0) break;
    const id = await stage.ask(from, { to });
    await broker.ackTurn(from);
    await stage.questions.cancel("operator", id);
    await broker.recv(from, { max: 32 });
    await broker.ackTurn(from);
    [from, to] = [to, from];
  }
  assert.equal(broker.history(1000).filter(({ state }) => state === "parked").length, 1);
});
