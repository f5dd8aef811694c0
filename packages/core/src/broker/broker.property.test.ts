import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { startBroker, type TestHive } from "./broker.test-support.ts";

const RECIPIENTS = ["coder", "tester"] as const;
type Recipient = (typeof RECIPIENTS)[number];

/** What the broker ought to do, as simply as it can be said. */
class Model {
  readonly queues = new Map<Recipient, Expected[]>(RECIPIENTS.map((name) => [name, []]));
  readonly acked = new Set<number>();
  readonly dead = new Set<number>();
  now = 0;

  of(recipient: Recipient): Expected[] {
    return this.queues.get(recipient) ?? [];
  }

  requeue(message: Expected, delayMs: number): void {
    message.leased = false;
    message.redelivered = true;
    message.notBefore = delayMs === 0 ? 0 : this.now + delayMs;
    if (message.attempts < 5) return;
    this.dead.add(message.id);
    this.drop(message);
  }

  drop(message: Expected): void {
    for (const queue of this.queues.values()) if (queue.includes(message)) queue.splice(queue.indexOf(message), 1);
  }
}

type Expected = { id: number; attempts: number; leased: boolean; redelivered: boolean; notBefore: number };

type Step =
  | { do: "send"; to: Recipient; count: number }
  | { do: "recv"; by: Recipient; max: number }
  | { do: "ack"; by: Recipient; every: number | undefined }
  | { do: "requeue"; by: Recipient; delayMs: number; refund: boolean }
  | { do: "crash" }
  | { do: "wait"; ms: number };

const recipient = fc.constantFrom(...RECIPIENTS);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant("send" as const), to: recipient, count: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ do: fc.constant("recv" as const), by: recipient, max: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ do: fc.constant("ack" as const), by: recipient, every: fc.constantFrom(undefined, 1, 2) }),
  fc.record({
    do: fc.constant("requeue" as const),
    by: recipient,
    delayMs: fc.constantFrom(0, 0, 1000),
    refund: fc.boolean(),
  }),
  fc.constant({ do: "crash" as const }),
  fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(1, 999, 1000) }),
);

async function take(action: Step, hive: TestHive, model: Model): Promise<void> {
  switch (action.do) {
    case "send":
      return await send(action, hive, model);
    case "recv":
      return await recv(action, hive, model);
    case "ack":
      return await ack(action, hive, model);
    case "requeue":
      return await requeue(action, hive, model);
    case "crash":
      return hive.crash();
    case "wait":
      hive.clock.advance(action.ms);
      model.now += action.ms;
  }
}

async function send({ to, count }: Extract<Step, { do: "send" }>, hive: TestHive, model: Model): Promise<void> {
  const sends = Array.from({ length: count }, () => hive.broker.send({ from: "operator", to, body: "x" }));
  for (const { receipts } of await Promise.all(sends)) {
    const id = receipts[0]?.id ?? 0;
    model.of(to).push({ id, attempts: 0, leased: false, redelivered: false, notBefore: 0 });
  }
}

async function recv({ by, max }: Extract<Step, { do: "recv" }>, hive: TestHive, model: Model): Promise<void> {
  const due = model.of(by).filter(({ leased, notBefore }) => !leased && notBefore <= model.now);
  const expected = due.slice(0, max);
  for (const message of expected) {
    message.leased = true;
    message.attempts += 1;
  }
  const { messages, queued } = await hive.broker.recv(by, { max });
  assert.deepEqual(
    messages.map(({ id, attempt, redelivered }) => ({ id, attempt, redelivered })),
    expected.map(({ id, attempts, redelivered }) => ({ id, attempt: attempts, redelivered })),
  );
  assert.equal(queued, due.length - expected.length);
}

async function ack({ by, every }: Extract<Step, { do: "ack" }>, hive: TestHive, model: Model): Promise<void> {
  const leased = model.of(by).filter((message) => message.leased);
  const named = every === undefined ? leased : leased.filter((_, index) => index % every === 0);
  const deadBefore = model.dead.size;
  for (const message of leased) {
    if (!named.includes(message)) model.requeue(message, 0);
    else {
      assert.ok(!model.acked.has(message.id), "acked twice");
      model.acked.add(message.id);
      model.drop(message);
    }
  }
  const requeued = leased.length - named.length - (model.dead.size - deadBefore);
  const ids = every === undefined ? undefined : named.map(({ id }) => id);
  assert.deepEqual(await hive.broker.ackTurn(by, ids), { acked: named.length, requeued });
}

async function requeue(action: Extract<Step, { do: "requeue" }>, hive: TestHive, model: Model): Promise<void> {
  const { by, delayMs, refund } = action;
  const leased = model.of(by).filter((message) => message.leased);
  const deadBefore = model.dead.size;
  for (const message of leased) {
    if (refund) message.attempts -= 1;
    model.requeue(message, delayMs);
  }
  const dead = model.dead.size - deadBefore;
  const options = { delaySeconds: delayMs / 1000, refundAttempt: refund };
  assert.deepEqual(await hive.broker.requeueInflight(by, options), { requeued: leased.length - dead, dead });
}

function stateOf(id: number, model: Model): string {
  if (model.acked.has(id)) return "acked";
  if (model.dead.has(id)) return "dead";
  const message = [...model.queues.values()].flat().find((waiting) => waiting.id === id);
  return message?.leased === true ? "delivered" : "queued";
}

test("whatever is sent, received, acked, requeued and cut off by crashes: nothing is lost, nothing acked twice, and what is due comes in order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
      await using hive = startBroker();
      const model = new Model();
      model.now = hive.clock.now();
      for (const action of steps) await take(action, hive, model);
      const rows = hive.broker.history(10_000).filter(({ to }) => to !== "operator");
      for (const { id, state } of rows) assert.equal(state, stateOf(id, model), `message ${id}`);
      const known = model.acked.size + model.dead.size + [...model.queues.values()].flat().length;
      assert.equal(rows.length, known, "every message that was sent is somewhere");
    }),
    { numRuns: 40 },
  );
});
