import assert from "node:assert/strict";
import { test } from "node:test";
import { recvIds, sendTo, startBroker, type TestHive } from "./broker.test-support.ts";

/** Delivers and requeues everything of a recipient so often. */
async function fail(hive: TestHive, recipient: string, times: number): Promise<{ requeued: number; dead: number }> {
  let last = { requeued: 0, dead: 0 };
  for (let n = 0; n < times; n += 1) {
    await recvIds(hive, recipient);
    last = await hive.broker.requeueInflight(recipient, { reason: "claude was killed" });
  }
  return last;
}

function noticesTo(hive: TestHive, recipient: string): Record<string, unknown>[] {
  const rows = hive.broker.recent(recipient, 50).filter(({ from }) => from === "system");
  return rows.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
}

test("a message that failed five deliveries is dead, is not delivered again, and says why", async () => {
  await using hive = startBroker();
  const id = await sendTo(hive, "coder");
  assert.deepEqual(await fail(hive, "coder", 4), { requeued: 1, dead: 0 });
  const [fifth] = (await hive.broker.recv("coder")).messages;
  assert.equal(fifth?.attempt, 5);
  assert.deepEqual(await hive.broker.requeueInflight("coder", { reason: "claude was killed" }), {
    requeued: 0,
    dead: 1,
  });
  assert.deepEqual(await recvIds(hive, "coder"), []);
  const row = hive.broker.find(id);
  assert.deepEqual([row?.state, row?.attempts, row?.note], ["dead", 5, "claude was killed"]);
  assert.equal(hive.events.filter(({ kind }) => kind === "dead").length, 1);
});

test("the agent that sent it and the operator are told of a dead message, in the same commit", async () => {
  await using hive = startBroker();
  const id = (await hive.broker.send({ from: "tester", to: "coder", body: "x" })).receipts[0]?.id ?? 0;
  await fail(hive, "coder", 4);
  await recvIds(hive, "coder");
  const before = hive.commits();
  await hive.broker.requeueInflight("coder");
  assert.equal(hive.commits() - before, 1);
  for (const told of ["tester", "operator"]) {
    const [notice, ...more] = noticesTo(hive, told);
    assert.equal(more.length, 0);
    assert.deepEqual(
      [notice?.["event"], notice?.["message_id"], notice?.["to"], notice?.["attempts"]],
      ["message_dead", id, "coder", 5],
    );
    assert.match(String(notice?.["note"]), new RegExp(`hive-c0re release ${id}.*hive-c0re dismiss ${id}`));
  }
});

test("the operator is told once of a message of its own", async () => {
  await using hive = startBroker();
  await sendTo(hive, "coder");
  await fail(hive, "coder", 5);
  assert.equal(noticesTo(hive, "operator").length, 1);
  assert.deepEqual(noticesTo(hive, "coder"), []);
});

test("a notice that is never read ends with the operator and not in a circle", async () => {
  await using hive = startBroker();
  await hive.broker.send({ from: "coder", to: "coder", body: "note to myself" });
  await fail(hive, "coder", 5);
  await fail(hive, "coder", 5);
  await fail(hive, "coder", 5);
  assert.deepEqual(await recvIds(hive, "coder"), []);
  assert.equal(noticesTo(hive, "operator").length, 2);
});

test("a refunded delivery does not count, however often, but the message stays marked as redelivered", async () => {
  await using hive = startBroker();
  await sendTo(hive, "coder");
  for (let n = 0; n < 12; n += 1) {
    await recvIds(hive, "coder");
    assert.deepEqual(await hive.broker.requeueInflight("coder", { refundAttempt: true, reason: "rate limited" }), {
      requeued: 1,
      dead: 0,
    });
  }
  const [message] = (await hive.broker.recv("coder")).messages;
  assert.deepEqual([message?.attempt, message?.redelivered], [1, true]);
});

test("a dead message holds back nothing that came with it", async () => {
  await using hive = startBroker();
  await sendTo(hive, "coder", "poison");
  await fail(hive, "coder", 4);
  const fine = await sendTo(hive, "coder", "fine");
  assert.equal((await recvIds(hive, "coder")).length, 2);
  assert.deepEqual(await hive.broker.requeueInflight("coder"), { requeued: 1, dead: 1 });
  assert.deepEqual(await recvIds(hive, "coder"), [fine]);
});

test("a released message comes again as if it were new, before those that were sent later, and wakes who waits", async () => {
  await using hive = startBroker();
  const id = await sendTo(hive, "coder");
  await fail(hive, "coder", 5);
  const chain = hive.broker.find(id)?.chain_id;
  const waiting = hive.broker.recv("coder", { waitSeconds: 60 });
  const row = await hive.broker.release(id);
  assert.deepEqual([row.state, row.attempts, row.hops, row.note], ["queued", 0, 0, undefined]);
  assert.notEqual(row.chain_id, chain);
  const [again] = (await waiting).messages;
  assert.deepEqual([again?.id, again?.attempt, again?.redelivered], [id, 1, true]);
  assert.ok(hive.events.some((event) => event.kind === "released"));
});

test("only a dead or parked message can be released", async () => {
  await using hive = startBroker();
  const id = await sendTo(hive, "coder");
  await assert.rejects(hive.broker.release(id), { code: "bad_request", message: /which is queued/ });
  await assert.rejects(hive.broker.release(12_345), { code: "not_found", message: /12345/ });
});
