import assert from "node:assert/strict";
import { setImmediate as nextRound } from "node:timers/promises";
import { test } from "node:test";
import { recvIds, sendTo, startBroker } from "./broker.test-support.ts";

test("a recv without a wait answers at once, with nothing when nothing is there", async () => {
  await using hive = startBroker();
  assert.deepEqual(await hive.broker.recv("coder"), { messages: [], queued: 0 });
  assert.equal(hive.clock.timers(), 0);
});

test("one message unless more are asked for, and the rest is counted", async () => {
  await using hive = startBroker();
  for (let n = 0; n < 3; n += 1) await sendTo(hive, "coder");
  const { messages, queued } = await hive.broker.recv("coder");
  assert.equal(messages.length, 1);
  assert.equal(queued, 2);
});

test("a batch is drained oldest first and capped at 32", async () => {
  await using hive = startBroker();
  const ids: number[] = [];
  for (let n = 0; n < 40; n += 1) ids.push(await sendTo(hive, "coder"));
  const { messages, queued } = await hive.broker.recv("coder", { max: 1000 });
  assert.deepEqual(
    messages.map(({ id }) => id),
    ids.slice(0, 32),
  );
  assert.equal(queued, 8);
});

test("a batch smaller than the queue leaves the others alone", async () => {
  await using hive = startBroker();
  const ids = [await sendTo(hive, "coder"), await sendTo(hive, "coder"), await sendTo(hive, "coder")];
  assert.deepEqual(await recvIds(hive, "coder", 2), ids.slice(0, 2));
  assert.equal(hive.broker.find(ids[2] ?? 0)?.state, "queued");
});

test("a waiting recv wakes with the very commit that stores the message", async () => {
  await using hive = startBroker();
  const waiting = hive.broker.recv("coder", { waitSeconds: 180 });
  await nextRound();
  const before = hive.commits();
  const id = await sendTo(hive, "coder");
  assert.equal(hive.commits() - before, 1);
  assert.deepEqual(
    (await waiting).messages.map((message) => message.id),
    [id],
  );
  assert.equal(hive.clock.timers(), 0, "its timer is gone");
});

test("the wait is for the first message only: what came with it is drained, later ones are not waited for", async () => {
  await using hive = startBroker();
  const waiting = hive.broker.recv("coder", { waitSeconds: 180, max: 10 });
  const sends = await Promise.all([sendTo(hive, "coder"), sendTo(hive, "coder")]);
  assert.deepEqual(
    (await waiting).messages.map(({ id }) => id),
    sends,
  );
});

test("a wait ends empty when its time is over, and never later than after 180 seconds", async () => {
  await using hive = startBroker();
  const short = hive.broker.recv("coder", { waitSeconds: 2 });
  const long = hive.broker.recv("tester", { waitSeconds: 86_400 });
  await nextRound();
  hive.clock.advance(2000);
  assert.deepEqual(await short, { messages: [], queued: 0 });
  hive.clock.advance(177_999);
  await nextRound();
  assert.equal(hive.clock.timers(), 1);
  hive.clock.advance(1);
  assert.deepEqual(await long, { messages: [], queued: 0 });
});

test("a message for somebody else wakes nobody", async () => {
  await using hive = startBroker();
  const waiting = hive.broker.recv("coder", { waitSeconds: 1 });
  await sendTo(hive, "tester");
  hive.clock.advance(1000);
  assert.deepEqual(await waiting, { messages: [], queued: 0 });
});

test("those who wait for the same inbox are served in the order in which they came", async () => {
  await using hive = startBroker();
  const waits = [1, 2, 3].map(() => hive.broker.recv("coder", { waitSeconds: 100 }));
  const ids: number[] = [];
  for (const _ of waits) ids.push(await sendTo(hive, "coder"));
  const got = await Promise.all(waits);
  assert.deepEqual(
    got.map(({ messages }) => messages.map(({ id }) => id)),
    ids.map((id) => [id]),
  );
});

test("a cancelled waiter leases nothing, and the message goes to the next one", async () => {
  await using hive = startBroker();
  const aborter = new AbortController();
  const gone = hive.broker.recv("coder", { waitSeconds: 100, signal: aborter.signal });
  const next = hive.broker.recv("coder", { waitSeconds: 100 });
  await nextRound();
  aborter.abort();
  assert.deepEqual(await gone, { messages: [], queued: 0 });
  const id = await sendTo(hive, "coder");
  assert.deepEqual(
    (await next).messages.map((message) => [message.id, message.attempt]),
    [[id, 1]],
  );
});

test("a caller that was gone before it asked, or before its turn came, leases nothing", async () => {
  await using hive = startBroker();
  const id = await sendTo(hive, "coder");
  assert.deepEqual(await hive.broker.recv("coder", { signal: AbortSignal.abort() }), { messages: [], queued: 0 });
  const aborter = new AbortController();
  const gone = hive.broker.recv("coder", { waitSeconds: 5, signal: aborter.signal });
  aborter.abort();
  assert.deepEqual(await gone, { messages: [], queued: 0 });
  assert.equal(hive.broker.find(id)?.state, "queued");
  assert.equal(hive.broker.find(id)?.attempts, 0);
});

test("closing lets everyone go with nothing, finishes what was asked and refuses the rest", async () => {
  await using hive = startBroker();
  const waiting = hive.broker.recv("coder", { waitSeconds: 100 });
  await nextRound();
  const sending = hive.broker.send({ from: "operator", to: "tester", body: "last word" });
  await hive.broker.close();
  assert.deepEqual(await waiting, { messages: [], queued: 0 });
  const id = (await sending).receipts[0]?.id ?? 0;
  assert.equal(hive.broker.find(id)?.state, "queued");
  await assert.rejects(hive.broker.send({ from: "operator", to: "coder", body: "x" }), { code: "shutting_down" });
  await assert.rejects(hive.broker.recv("coder"), { code: "shutting_down" });
  assert.equal(hive.clock.timers(), 0);
});

test("a delayed message holds back nobody else, and wakes the one who waits when its time comes", async () => {
  await using hive = startBroker();
  const delayed = await sendTo(hive, "coder", "delayed");
  await recvIds(hive, "coder");
  await hive.broker.requeueInflight("coder", { delaySeconds: 30 });
  const other = await sendTo(hive, "coder", "other");
  const { messages, queued } = await hive.broker.recv("coder", { max: 10 });
  assert.deepEqual(
    messages.map(({ id }) => id),
    [other],
  );
  assert.equal(queued, 0, "what cannot be had now is not announced");
  assert.equal(hive.broker.queued("coder"), 1);
  const waiting = hive.broker.recv("coder", { waitSeconds: 180 });
  await nextRound();
  hive.clock.advance(29_999);
  await nextRound();
  assert.equal(hive.broker.find(delayed)?.state, "queued");
  hive.clock.advance(1);
  assert.deepEqual(
    (await waiting).messages.map(({ id, redelivered }) => [id, redelivered]),
    [[delayed, true]],
  );
  assert.equal(hive.clock.timers(), 0);
});

test("a delay that begins while somebody waits is kept as well", async () => {
  await using hive = startBroker();
  const id = await sendTo(hive, "coder");
  await recvIds(hive, "coder");
  const waiting = hive.broker.recv("coder", { waitSeconds: 180 });
  await hive.broker.requeueInflight("coder", { delaySeconds: 10 });
  hive.clock.advance(10_000);
  assert.deepEqual(
    (await waiting).messages.map((message) => message.id),
    [id],
  );
});
