import assert from "node:assert/strict";
import { test } from "node:test";
import { flowOf, reduceFlow } from "./flow.ts";
import { sampleMessage } from "./sample.ts";

const flow = flowOf([sampleMessage(1), sampleMessage(2)]);
const fate = { id: 2, from: "coder", to: "tester", at: 77, attempts: 1 };

test("a message is shown once however often its event comes", () => {
  const event = { kind: "sent", message: sampleMessage(3) } as const;
  const twice = reduceFlow(reduceFlow(flow, event), event);
  assert.deepEqual(
    twice.messages.map(({ id }) => id),
    [1, 2, 3],
  );
  assert.equal(twice.backfilledTo, 2);
});

test("its fate follows delivery, requeue and ack", () => {
  const delivered = reduceFlow(flow, { kind: "delivered", ...fate });
  assert.deepEqual([delivered.messages[1]?.state, delivered.messages[1]?.delivered_at], ["delivered", 77]);
  const requeued = reduceFlow(delivered, { kind: "requeued", ...fate, note: "the harness died" });
  assert.deepEqual([requeued.messages[1]?.state, requeued.messages[1]?.note], ["queued", "the harness died"]);
  const acked = reduceFlow(requeued, { kind: "acked", ...fate, attempts: 2 });
  assert.deepEqual(
    [acked.messages[1]?.state, acked.messages[1]?.attempts, acked.messages[1]?.acked_at],
    ["acked", 2, 77],
  );
});

test("a message that was let go stays what it is, until it is released after all", () => {
  const dead = reduceFlow(flow, { kind: "dead", ...fate, attempts: 5, note: "bard was destroyed" });
  const gone = reduceFlow(dead, { kind: "dismissed", ...fate, attempts: 5 });
  assert.deepEqual(gone.messages[1], { ...dead.messages[1], dismissed_at: 77 });
  assert.deepEqual(reduceFlow(gone, { kind: "dismissed", ...fate, attempts: 5 }), gone);
  const released = reduceFlow(gone, { kind: "released", ...fate, attempts: 0 }).messages[1];
  assert.deepEqual([released?.state, released?.dismissed_at], ["queued", undefined]);
});

test("the fate of a message that is not shown changes nothing", () => {
  assert.deepEqual(reduceFlow(flow, { kind: "dead", ...fate, id: 99 }), flow);
});

test("an inbox takes only the messages it wants", () => {
  const toOperator = (message: { to: string }) => message.to === "operator";
  assert.equal(reduceFlow(flow, { kind: "sent", message: sampleMessage(4) }, toOperator), flow);
  const taken = reduceFlow(flow, { kind: "sent", message: sampleMessage(5, { to: "operator" }) }, toOperator);
  assert.equal(taken.messages.length, 3);
});

test("the oldest rows leave when a page stays open for days", () => {
  const many = Array.from({ length: 1500 }, (_, index) => sampleMessage(index + 10));
  const full = many.reduce((state, message) => reduceFlow(state, { kind: "sent", message }), flow);
  assert.equal(full.messages.length, 1000);
  assert.equal(full.messages.at(-1)?.id, 1509);
});
