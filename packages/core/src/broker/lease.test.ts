import assert from "node:assert/strict";
import { test } from "node:test";
import { recvIds, sendTo, startBroker } from "./broker.test-support.ts";

test("a message is handed out once, acked once, and then done", async () => {
  await using hive = startBroker();
  const id = await sendTo(hive, "coder", "hello");
  const { messages, queued } = await hive.broker.recv("coder");
  assert.deepEqual(
    messages.map(({ id, attempt, redelivered, message }) => [id, attempt, redelivered, message.from, message.body]),
    [[id, 1, false, "operator", "hello"]],
  );
  assert.equal(queued, 0);
  assert.deepEqual(await recvIds(hive, "coder"), [], "a lease hides it");
  assert.equal(hive.broker.find(id)?.state, "delivered");
  assert.deepEqual(await hive.broker.ackTurn("coder"), { acked: 1, requeued: 0 });
  const row = hive.broker.find(id);
  assert.equal(row?.state, "acked");
  assert.equal(row?.acked_at, hive.clock.now());
});

test("leases outlive a crash of the core, and a requeue brings them back marked as redelivered", async () => {
  await using hive = startBroker();
  const id = await sendTo(hive, "coder");
  await recvIds(hive, "coder");
  hive.crash();
  assert.deepEqual(await recvIds(hive, "coder"), [], "the turn may still be going on");
  assert.deepEqual(await hive.broker.requeueInflight("coder", { reason: "the harness started anew" }), {
    requeued: 1,
    dead: 0,
  });
  const [again] = (await hive.broker.recv("coder")).messages;
  assert.deepEqual([again?.id, again?.redelivered, again?.attempt], [id, true, 2]);
});

test("an ack after a crash of the core finds the lease that was given before", async () => {
  await using hive = startBroker();
  const id = await sendTo(hive, "coder");
  await recvIds(hive, "coder");
  hive.crash();
  assert.deepEqual(await hive.broker.ackTurn("coder", [id]), { acked: 1, requeued: 0 });
  assert.equal(hive.broker.find(id)?.state, "acked");
});

test("repeating an ack or a requeue is harmless", async () => {
  await using hive = startBroker();
  const id = await sendTo(hive, "coder");
  await recvIds(hive, "coder");
  await hive.broker.requeueInflight("coder");
  assert.deepEqual(await hive.broker.requeueInflight("coder"), { requeued: 0, dead: 0 });
  assert.equal(hive.broker.find(id)?.attempts, 1);
  await recvIds(hive, "coder");
  assert.deepEqual(await hive.broker.ackTurn("coder", [id]), { acked: 1, requeued: 0 });
  const first = hive.broker.find(id)?.acked_at;
  hive.clock.advance(5000);
  assert.deepEqual(await hive.broker.ackTurn("coder", [id]), { acked: 0, requeued: 0 });
  assert.deepEqual(await hive.broker.requeueInflight("coder"), { requeued: 0, dead: 0 });
  assert.equal(hive.broker.find(id)?.acked_at, first);
});

test("nobody acks or requeues what was delivered to somebody else", async () => {
  await using hive = startBroker();
  const ids = [await sendTo(hive, "coder"), await sendTo(hive, "tester")];
  await recvIds(hive, "coder");
  await recvIds(hive, "tester");
  assert.deepEqual(await hive.broker.ackTurn("tester", ids), { acked: 1, requeued: 0 });
  assert.equal(hive.broker.find(ids[0] ?? 0)?.state, "delivered");
  assert.deepEqual(await hive.broker.requeueInflight("tester"), { requeued: 0, dead: 0 });
});

test("a whole batch is acked at once", async () => {
  await using hive = startBroker();
  for (let n = 0; n < 5; n += 1) await sendTo(hive, "coder");
  assert.equal((await recvIds(hive, "coder")).length, 5);
  assert.deepEqual(await hive.broker.ackTurn("coder"), { acked: 5, requeued: 0 });
});

test("an ack that names some leases sends the others back: their answer may have been lost on the way", async () => {
  await using hive = startBroker();
  const [one, two] = [await sendTo(hive, "coder"), await sendTo(hive, "coder")];
  await recvIds(hive, "coder");
  assert.deepEqual(await hive.broker.ackTurn("coder", [one]), { acked: 1, requeued: 1 });
  const [again] = (await hive.broker.recv("coder")).messages;
  assert.deepEqual([again?.id, again?.redelivered], [two, true]);
});

test("an ack that names nothing sends everything back", async () => {
  await using hive = startBroker();
  await sendTo(hive, "coder");
  await recvIds(hive, "coder");
  assert.deepEqual(await hive.broker.ackTurn("coder", []), { acked: 0, requeued: 1 });
});

test("a late ack of a message that went back to the queue does not take it away", async () => {
  await using hive = startBroker();
  const id = await sendTo(hive, "coder");
  await recvIds(hive, "coder");
  await hive.broker.requeueInflight("coder");
  assert.deepEqual(await hive.broker.ackTurn("coder", [id]), { acked: 0, requeued: 0 });
  assert.deepEqual(await recvIds(hive, "coder"), [id]);
});

test("requeued messages keep their old order, before newer ones", async () => {
  await using hive = startBroker();
  const ids = [await sendTo(hive, "coder"), await sendTo(hive, "coder"), await sendTo(hive, "coder")];
  assert.deepEqual(await recvIds(hive, "coder", 2), ids.slice(0, 2));
  await hive.broker.requeueInflight("coder");
  assert.deepEqual(await recvIds(hive, "coder"), ids);
});

test("old acked messages are deleted, at most as many as allowed at once; unacked ones never", async () => {
  await using hive = startBroker();
  const ids: number[] = [];
  for (let n = 0; n < 5; n += 1) ids.push(await sendTo(hive, "coder"));
  await sendTo(hive, "operator");
  await recvIds(hive, "coder", 4);
  await hive.broker.ackTurn("coder", ids.slice(0, 3));
  await recvIds(hive, "coder", 1);
  hive.clock.advance(100 * 24 * 3_600_000);
  const before = hive.clock.now();
  assert.equal(hive.broker.vacuum({ before, cap: 2 }), 2);
  assert.equal(hive.broker.vacuum({ before, cap: 2 }), 1);
  assert.equal(hive.broker.vacuum({ before, cap: 2 }), 0);
  assert.deepEqual(
    hive.broker.history(10).map(({ state }) => state),
    ["delivered", "queued", "queued"],
  );
});

test("what was acked just now outlives the sweep", async () => {
  await using hive = startBroker();
  const id = await sendTo(hive, "coder");
  await recvIds(hive, "coder");
  await hive.broker.ackTurn("coder");
  assert.equal(hive.broker.vacuum({ before: hive.clock.now(), cap: 10 }), 0);
  assert.equal(hive.broker.find(id)?.state, "acked");
});

test("listing neither delivers nor acks, and shows the newest, oldest first", async () => {
  await using hive = startBroker();
  const ids = [await sendTo(hive, "coder"), await sendTo(hive, "coder"), await sendTo(hive, "coder")];
  await sendTo(hive, "tester");
  assert.deepEqual(
    hive.broker.recent("coder", 2).map(({ id, state }) => [id, state]),
    ids.slice(1).map((id) => [id, "queued"]),
  );
  assert.equal(hive.broker.queued("coder"), 3);
  assert.deepEqual(await recvIds(hive, "coder"), ids);
});

test("everyone who watches hears what became of a message, in order and only after it is stored", async () => {
  await using hive = startBroker();
  const id = await sendTo(hive, "coder");
  await recvIds(hive, "coder");
  await hive.broker.requeueInflight("coder", { reason: "cancelled" });
  await recvIds(hive, "coder");
  await hive.broker.ackTurn("coder");
  assert.deepEqual(
    hive.events.map((event) => event.kind),
    ["sent", "delivered", "requeued", "delivered", "acked"],
  );
  assert.deepEqual(hive.events[2], {
    kind: "requeued",
    id,
    from: "operator",
    to: "coder",
    at: hive.clock.now(),
    attempts: 1,
    note: "cancelled",
  });
});
