import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { recvIds, sendTo, startBroker, type TestHive } from "./broker.test-support.ts";

const DAY = 24 * 3_600_000;

/** Sends a message that cannot be delivered: all of its deliveries fail, or it stands where its chain would have ended. */
async function keep(hive: TestHive, state: "dead" | "parked"): Promise<number> {
  const id = await sendTo(hive, "coder");
  for (let n = 0; state === "dead" && n < 5; n += 1) {
    await recvIds(hive, "coder");
    await hive.broker.requeueInflight("coder", { reason: "claude was killed" });
  }
  const { store } = hive;
  if (state === "parked") store.run(store.db.updateTable("messages").set({ state }).where("id", "=", id));
  return id;
}

const kindsOf = (hive: TestHive, id: number) => hive.events.flatMap((e) => ("id" in e && e.id === id ? [e.kind] : []));

for (const state of ["dead", "parked"] as const) {
  test(`a ${state} message that is let go stays ${state}, says since when, and watchers hear of it once`, async () => {
    await using hive = startBroker();
    const id = await keep(hive, state);
    const before = hive.broker.find(id);
    const row = await hive.broker.dismiss(id);
    const dismissedAt = hive.clock.now();
    assert.deepEqual(row, { ...before, dismissed_at: dismissedAt });
    hive.clock.advance(1000);
    assert.deepEqual(await hive.broker.dismiss(id), row, "the second time changes nothing");
    assert.deepEqual(hive.broker.find(id), row);
    assert.deepEqual(await recvIds(hive, "coder"), []);
    assert.equal(kindsOf(hive, id).filter((kind) => kind === "dismissed").length, 1);
    const heard = hive.events.find((event) => event.kind === "dismissed");
    assert.partialDeepStrictEqual(heard, { id, at: dismissedAt, attempts: before?.attempts });
    hive.crash();
    assert.deepEqual(hive.broker.find(id), row);
  });
}

test("only a dead or parked message can be let go", async () => {
  await using hive = startBroker();
  const id = await sendTo(hive, "coder");
  await assert.rejects(hive.broker.dismiss(id), { code: "bad_request", message: /which is queued/ });
  await recvIds(hive, "coder");
  await assert.rejects(hive.broker.dismiss(id), { code: "bad_request", message: /which is delivered/ });
  await hive.broker.ackTurn("coder");
  await assert.rejects(hive.broker.dismiss(id), { code: "bad_request", message: /which is acked/ });
  await assert.rejects(hive.broker.dismiss(12_345), { code: "not_found", message: /12345/ });
});

test("a message that was let go can be released: it is delivered, and nothing of it is left to delete", async () => {
  await using hive = startBroker();
  const id = await keep(hive, "dead");
  await hive.broker.dismiss(id);
  const row = await hive.broker.release(id);
  assert.deepEqual([row.state, row.dismissed_at], ["queued", undefined]);
  hive.clock.advance(100 * DAY);
  assert.equal(hive.broker.vacuum({ before: hive.clock.now(), cap: 10 }), 0);
  assert.deepEqual(await recvIds(hive, "coder"), [id]);
  assert.deepEqual(kindsOf(hive, id).slice(-3), ["dismissed", "released", "delivered"]);
});

test("nobody hears that a message was let go when that does not come to disk", async () => {
  let full = false;
  await using hive = startBroker({ break: () => full });
  const id = await keep(hive, "dead");
  full = true;
  await assert.rejects(hive.broker.dismiss(id), /the disk is full/);
  full = false;
  assert.equal(hive.broker.find(id)?.dismissed_at, undefined);
  assert.ok(!kindsOf(hive, id).includes("dismissed"));
});

test("what was let go is deleted that long afterwards, at most as much as allowed at once; what was not stays", async () => {
  await using hive = startBroker();
  const kept = [await keep(hive, "dead"), await keep(hive, "parked")];
  const gone = [await keep(hive, "dead"), await keep(hive, "parked"), await keep(hive, "dead")];
  hive.clock.advance(100 * DAY);
  for (const id of gone) await hive.broker.dismiss(id);
  const dismissedAt = hive.clock.now();
  hive.clock.advance(30 * DAY);
  assert.equal(hive.broker.vacuum({ before: dismissedAt, cap: 10 }), 0, "counted from when it was let go");
  const before = dismissedAt + 1;
  assert.deepEqual(
    [1, 2, 3].map(() => hive.broker.vacuum({ before, cap: 2 })),
    [2, 1, 0],
  );
  for (const id of gone) assert.equal(hive.broker.find(id), undefined);
  for (const id of kept) assert.notEqual(hive.broker.find(id), undefined);
});

test("a sweep finds what was let go by its index", async () => {
  await using hive = startBroker();
  const { store } = hive;
  const { sql } = store.db.selectFrom("messages").select("id").where("dismissed_at", "<", 1).limit(1).compile();
  const { DatabaseSync } = await import("node:sqlite");
  using database = new DatabaseSync(hive.path, { readOnly: true });
  const plan = database.prepare(`explain query plan ${sql}`).all(1, 1);
  assert.match(String(plan[0]?.["detail"]), /messages_dismissed/);
});

type Step = { do: "dismiss" | "release" | "fail"; at: number } | { do: "crash" } | { do: "wait"; days: number };

const at = fc.nat(3);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom("dismiss" as const, "release" as const, "fail" as const), at }),
  fc.constant({ do: "crash" as const }),
  fc.record({ do: fc.constant("wait" as const), days: fc.constantFrom(1, 15, 31) }),
);

/** What ought to be known of a message that was kept. */
type Expected = { readonly id: number; state: "dead" | "queued" | "gone"; dismissedAt: number | undefined };

async function take(one: Step, hive: TestHive, model: readonly Expected[]): Promise<void> {
  if (one.do === "crash") return hive.crash();
  if (one.do === "wait") {
    hive.clock.advance(one.days * DAY);
    const before = hive.clock.now() - 30 * DAY;
    const old = model.filter(({ dismissedAt = Infinity }) => dismissedAt < before);
    for (const message of old) Object.assign(message, { state: "gone", dismissedAt: undefined });
    assert.equal(hive.broker.vacuum({ before, cap: 100 }), old.length);
    return;
  }
  const message = model[one.at];
  assert.ok(message !== undefined);
  if (one.do === "fail") {
    for (let n = 0; n < 5; n += 1) {
      await recvIds(hive, "coder");
      await hive.broker.requeueInflight("coder");
    }
    for (const waiting of model) if (waiting.state === "queued") waiting.state = "dead";
    return;
  }
  const asked = hive.broker[one.do](message.id);
  if (message.state === "gone") return await assert.rejects(asked, { code: "not_found" });
  if (message.state === "queued") return await assert.rejects(asked, { code: "bad_request" });
  await asked;
  if (one.do === "dismiss") message.dismissedAt ??= hive.clock.now();
  else Object.assign(message, { state: "queued", dismissedAt: undefined });
}

test("however messages fail, are let go, released, cut off by crashes and swept: only what was let go is deleted, 30 days later", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
      await using hive = startBroker();
      const ids = [];
      for (let n = 0; n < 4; n += 1) ids.push(await keep(hive, "dead"));
      const model: Expected[] = ids.map((id) => ({ id, state: "dead", dismissedAt: undefined }));
      for (const one of steps) {
        await take(one, hive, model);
        for (const { id, state, dismissedAt } of model) {
          const row = hive.broker.find(id);
          assert.deepEqual([row?.state ?? "gone", row?.dismissed_at], [state, dismissedAt], `message ${id}`);
        }
      }
    }),
    { numRuns: 25 },
  );
});
