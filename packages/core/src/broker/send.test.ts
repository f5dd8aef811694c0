import assert from "node:assert/strict";
import { test } from "node:test";
import { MAX_QUEUED, type AgentName } from "@hyperhive/wire";
import { recvIds, sendTo, startBroker } from "./broker.test-support.ts";

test("a receipt names each recipient's message", async () => {
  await using hive = startBroker();
  const receipt = await hive.broker.send({ from: "coder", to: "tester", body: "hi" });
  assert.deepEqual(receipt, { receipts: [{ id: 1, to: "tester", state: "queued" }], duplicate: false });
});

test("concurrent sends share a commit, and keep the order in which they were made", async () => {
  await using hive = startBroker();
  const sends = Array.from({ length: 500 }, (_, n) => sendTo(hive, "coder", String(n)));
  const ids = await Promise.all(sends);
  assert.equal(hive.commits(), 1);
  assert.deepEqual(
    ids,
    ids.toSorted((a, b) => a - b),
  );
  assert.equal(hive.broker.find(ids[499] ?? 0)?.body, "499");
});

test("a send that is refused fails alone: its neighbours in the same commit are stored", async () => {
  await using hive = startBroker();
  const [one, refused, two] = await Promise.allSettled([
    sendTo(hive, "coder"),
    sendTo(hive, "nobody"),
    sendTo(hive, "tester"),
  ]);
  assert.equal(hive.commits(), 1);
  assert.equal(refused.status, "rejected");
  for (const sent of [one, two]) {
    assert.ok(sent.status === "fulfilled");
    assert.equal(hive.broker.find(sent.value)?.state, "queued");
  }
});

test("a send that the database refuses fails alone as well", async () => {
  // A number that no column holds is the one way to make one row fail and not the others.
  const deps = { directory: { agents: () => ["coder", 7n ** 70n] as unknown as AgentName[] } };
  await using hive = startBroker({ deps });
  const broken = hive.broker.send({ from: "operator", to: (7n ** 70n) as unknown as string, body: "x" });
  const [one, bad, two] = await Promise.allSettled([sendTo(hive, "coder"), broken, sendTo(hive, "coder")]);
  assert.equal(bad.status, "rejected");
  assert.ok(one.status === "fulfilled" && two.status === "fulfilled");
  assert.deepEqual(await recvIds(hive, "coder"), [one.value, two.value]);
  assert.equal(hive.events.filter(({ kind }) => kind === "sent").length, 2, "nothing is announced twice");
});

test("when the commit itself fails nobody is told that a message was stored, and nobody hears of it", async () => {
  let broken = true;
  await using hive = startBroker({ break: () => broken });
  const waiting = hive.broker.recv("tester", { waitSeconds: 10 });
  await assert.rejects(waiting, /disk is full/);
  await assert.rejects(sendTo(hive, "coder"), /disk is full/);
  assert.deepEqual(hive.events, []);
  broken = false;
  await sendTo(hive, "coder", "again");
  assert.deepEqual(
    hive.broker.history(10).map(({ body }) => body),
    ["again"],
  );
});

test("an unknown recipient is refused with the names that come close, and nothing is stored", async () => {
  await using hive = startBroker();
  await assert.rejects(hive.broker.send({ from: "tester", to: "codr", body: "x" }), {
    code: "unknown_recipient",
    message: /"codr"; did you mean coder\?/,
  });
  assert.deepEqual(hive.broker.history(10), []);
});

test("`*` is every agent but the sender: the manager too, the operator not", async () => {
  await using hive = startBroker();
  const { receipts } = await hive.broker.send({ from: "coder", to: "*", body: "all" });
  assert.deepEqual(
    receipts.map(({ to }) => to),
    ["manager", "tester"],
  );
  const fromOperator = await hive.broker.send({ from: "operator", to: "*", body: "all" });
  assert.equal(fromOperator.receipts.length, 3);
});

test("a broadcast that nobody can hear says so", async () => {
  await using hive = startBroker({ deps: { directory: { agents: () => ["coder"] as AgentName[] } } });
  const { receipts, hint } = await hive.broker.send({ from: "coder", to: "*", body: "x" });
  assert.deepEqual(receipts, []);
  assert.match(hint ?? "", /no other agent/);
});

test("the manager is reached by either of its names, and a note to oneself is a message", async () => {
  await using hive = startBroker();
  const { receipts } = await hive.broker.send({ from: "coder", to: "hm1nd", body: "x" });
  assert.equal(receipts[0]?.to, "manager");
  await hive.broker.send({ from: "coder", to: "coder", body: "do not forget" });
  assert.equal((await hive.broker.recv("coder")).messages[0]?.message.from, "coder");
});

test("whom an agent may not reach is refused by name and left out of a broadcast", async () => {
  const mayReach = (from: string, to: string) => from !== "coder" || to === "manager";
  await using hive = startBroker({ deps: { mayReach } });
  await assert.rejects(hive.broker.send({ from: "coder", to: "tester", body: "x" }), {
    code: "forbidden",
    message: /coder may not send to tester/,
  });
  const { receipts } = await hive.broker.send({ from: "coder", to: "*", body: "x" });
  assert.deepEqual(
    receipts.map(({ to }) => to),
    ["manager"],
  );
});

test("the same key and content gives the first receipt again and stores nothing, also in the same commit and after a crash", async () => {
  await using hive = startBroker();
  const message = { from: "coder", to: "*", body: "once", key: "k1" };
  const [first, twin] = await Promise.all([hive.broker.send(message), hive.broker.send(message)]);
  assert.deepEqual(twin, { ...first, duplicate: true });
  hive.crash();
  assert.deepEqual(await hive.broker.send(message), { ...first, duplicate: true });
  assert.equal(hive.broker.history(10).length, 2);
});

test("a key that stands for another message is refused, whatever differs", async () => {
  await using hive = startBroker();
  const { broker } = hive;
  const answered = await sendTo(hive, "coder");
  await broker.send({ from: "coder", to: "tester", body: "a", key: "k" });
  for (const other of [
    { to: "tester", body: "b" },
    { to: "manager", body: "a" },
    { to: "tester", body: "a", inReplyTo: answered },
  ]) {
    await assert.rejects(broker.send({ from: "coder", key: "k", ...other }), { code: "key_reused", message: /"k"/ });
  }
  assert.equal((await broker.send({ from: "tester", to: "coder", body: "b", key: "k" })).duplicate, false);
});

test("keys are forgotten with the messages of their time, and not before", async () => {
  await using hive = startBroker();
  const message = { from: "coder", to: "tester", body: "once", key: "k" };
  await hive.broker.send(message);
  const sentAt = hive.clock.now();
  assert.equal(hive.broker.vacuum({ before: sentAt, cap: 10 }), 0);
  assert.equal((await hive.broker.send(message)).duplicate, true);
  assert.equal(hive.broker.vacuum({ before: sentAt + 1, cap: 10 }), 1);
  assert.equal((await hive.broker.send(message)).duplicate, false);
});

test("a sender learns what became of its own messages, and nothing of others", async () => {
  await using hive = startBroker();
  const own = (await hive.broker.send({ from: "coder", to: "tester", body: "x" })).receipts[0]?.id ?? 0;
  const foreign = await sendTo(hive, "tester");
  await recvIds(hive, "tester", 1);
  assert.deepEqual(hive.broker.statuses("coder", [own, foreign, 999]), [
    { id: own, to: "tester", state: "delivered", attempts: 1 },
  ]);
});

test("the files that a body names go with the message", async () => {
  const ref = { path: "/state/a.md", host_path: "/somewhere/a.md", size: 3 };
  const asked: string[] = [];
  const resolveFileRefs = (from: string, body: string) => {
    asked.push(`${from}: ${body}`);
    return body.includes("a.md") ? [ref] : [];
  };
  await using hive = startBroker({ deps: { resolveFileRefs } });
  await hive.broker.send({ from: "coder", to: "tester", body: "see /state/a.md" });
  await hive.broker.send({ from: "coder", to: "tester", body: "nothing" });
  const { messages } = await hive.broker.recv("tester", { max: 2 });
  assert.deepEqual(
    messages.map(({ message }) => message.file_refs),
    [[ref], []],
  );
  assert.deepEqual(asked, ["coder: see /state/a.md", "coder: nothing"]);
});

test("a full inbox refuses agents and says so, and takes the operator's word still", async () => {
  await using hive = startBroker();
  const send = (from: string) => hive.broker.send({ from, to: "coder", body: "x" });
  await Promise.all(Array.from({ length: MAX_QUEUED }, () => send("tester")));
  await assert.rejects(send("tester"), { code: "too_many", message: /inbox of coder is full/ });
  await send("operator");
  assert.equal((await hive.broker.send({ from: "tester", to: "manager", body: "x" })).receipts.length, 1);
});

test("what the operator has read leaves the inbox and ages like any acked message", async () => {
  await using hive = startBroker();
  const [first, second] = [await sendTo(hive, "operator"), await sendTo(hive, "operator")];
  assert.equal(await hive.broker.markRead("operator", first), 1);
  assert.equal(await hive.broker.markRead("operator", first), 0);
  assert.deepEqual(
    hive.broker.recent("operator", 10).map(({ id, state }) => [id, state]),
    [
      [first, "acked"],
      [second, "queued"],
    ],
  );
  assert.equal(hive.broker.vacuum({ before: Number.MAX_SAFE_INTEGER, cap: 10 }), 1);
  assert.equal(hive.broker.find(second)?.state, "queued");
});
