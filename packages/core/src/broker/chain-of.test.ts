import assert from "node:assert/strict";
import { test } from "node:test";
import { MAX_CHAIN_HOPS } from "@hyperhive/wire";
import { recvIds, sendTo, startBroker, type TestHive } from "./broker.test-support.ts";
import { chainOf, mustPark } from "./chain-of.ts";

const answered = { chainId: "answered", hops: 3 };
const atWork = { chainId: "at work", hops: 7 };

test("an answer goes on in the chain of what it answers, before that of what its sender works on", () => {
  assert.deepEqual(chainOf({ from: "coder", answered, atWork }), { chainId: "answered", hops: 4 });
});

test("what an agent sends in a turn belongs to the chain that it works on", () => {
  assert.deepEqual(chainOf({ from: "coder", atWork }), { chainId: "at work", hops: 8 });
});

test("what nothing led to begins a chain of its own", () => {
  const [one, two] = [chainOf({ from: "coder" }), chainOf({ from: "coder" })];
  assert.equal(one.hops, 0);
  assert.notEqual(one.chainId, two.chainId);
});

for (const from of ["operator", "system"]) {
  test(`${from} begins a new chain unless it answers`, () => {
    assert.equal(chainOf({ from, atWork }).hops, 0);
    assert.notEqual(chainOf({ from, atWork }).chainId, "at work");
    assert.deepEqual(chainOf({ from, answered }), { chainId: "answered", hops: 4 });
  });
}

test("the operator's answer to a chain at its end begins a new one, an agent's does not", () => {
  const long = { chainId: "long", hops: MAX_CHAIN_HOPS };
  assert.equal(chainOf({ from: "operator", answered: long }).hops, 0);
  assert.deepEqual(chainOf({ from: "coder", answered: long }), { chainId: "long", hops: MAX_CHAIN_HOPS + 1 });
});

test("a message beyond the last hop must wait, unless it goes to the operator", () => {
  assert.equal(mustPark({ chainId: "x", hops: MAX_CHAIN_HOPS }, "coder"), false);
  assert.equal(mustPark({ chainId: "x", hops: MAX_CHAIN_HOPS + 1 }, "coder"), true);
  assert.equal(mustPark({ chainId: "x", hops: MAX_CHAIN_HOPS + 1 }, "operator"), false);
});

/** Lets two agents wake each other until a message is parked; says its receipt's state and id. */
async function playPingPong(hive: TestHive): Promise<{ id: number; hint: string | undefined; rounds: number }> {
  await sendTo(hive, "coder", "begin");
  for (let rounds = 1; ; rounds += 1) {
    const [from, to] = rounds % 2 === 1 ? ["coder", "tester"] : ["tester", "coder"];
    assert.equal((await recvIds(hive, from)).length, 1);
    const { receipts, hint } = await hive.broker.send({ from, to, body: `round ${rounds}` });
    await hive.broker.ackTurn(from);
    if (receipts[0]?.state === "parked") return { id: receipts[0].id, hint, rounds };
  }
}

test("agents that wake each other without end are stopped after the last hop, and the operator is asked", async () => {
  await using hive = startBroker();
  const { id, hint, rounds } = await playPingPong(hive);
  assert.equal(rounds, MAX_CHAIN_HOPS + 1);
  assert.match(hint ?? "", /until the operator releases it/);
  assert.deepEqual(await recvIds(hive, "coder"), []);
  assert.deepEqual(await recvIds(hive, "tester"), []);
  const [asked] = hive.broker.recent("operator", 5);
  const event = JSON.parse(asked?.body ?? "{}") as Record<string, unknown>;
  assert.deepEqual([event["event"], event["message_id"], event["hops"]], ["chain_parked", id, MAX_CHAIN_HOPS + 1]);
  assert.match(String(event["note"]), new RegExp(`release ${id}.*dismiss ${id}`));
  assert.ok(hive.events.some((published) => published.kind === "parked" && published.id === id));
});

test("a parked message that is released is delivered once, in a new chain with all its hops before it", async () => {
  await using hive = startBroker();
  const { id } = await playPingPong(hive);
  const released = await hive.broker.release(id);
  const [message] = (await hive.broker.recv(released.to)).messages;
  assert.deepEqual([message?.id, message?.redelivered, message?.message.hops], [id, false, 0]);
  const { receipts } = await hive.broker.send({ from: released.to, to: "manager", body: "on we go" });
  assert.equal(hive.broker.find(receipts[0]?.id ?? 0)?.hops, 1);
});

test("what an agent sends while it works on several messages belongs to the one delivered last", async () => {
  await using hive = startBroker();
  await sendTo(hive, "coder", "first");
  await recvIds(hive, "coder");
  hive.clock.advance(10);
  const second = await sendTo(hive, "coder", "second");
  await recvIds(hive, "coder");
  const sent = (await hive.broker.send({ from: "coder", to: "tester", body: "x" })).receipts[0]?.id ?? 0;
  assert.equal(hive.broker.find(sent)?.chain_id, hive.broker.find(second)?.chain_id);
});

test("only who took part in a message can answer it; to others it is as if it were not there", async () => {
  await using hive = startBroker();
  const id = (await hive.broker.send({ from: "coder", to: "tester", body: "secret" })).receipts[0]?.id ?? 0;
  for (const inReplyTo of [id, 999]) {
    await assert.rejects(hive.broker.send({ from: "manager", to: "coder", body: "x", inReplyTo }), {
      code: "not_found",
      message: /`in_reply_to`/,
    });
  }
  const answer =
    (await hive.broker.send({ from: "tester", to: "coder", body: "x", inReplyTo: id })).receipts[0]?.id ?? 0;
  const row = hive.broker.find(answer);
  assert.deepEqual([row?.in_reply_to, row?.hops], [id, 1]);
  assert.equal(row?.chain_id, hive.broker.find(id)?.chain_id);
});
