import assert from "node:assert/strict";
import { test } from "node:test";
import { MAX_PENDING_REMINDERS, MAX_QUEUED, reminderSchema } from "@hyperhive/wire";
import { sql } from "kysely";
import { startReminders } from "./reminders.test-support.ts";

test("a reminder waits until it is due and then lands in its owner's own inbox, from `reminder`", async () => {
  await using stage = startReminders();
  const id = await stage.remind({ message: "water the plants" });
  const now = stage.hive.clock.now();
  assert.deepEqual(reminderSchema.strict().array().parse(stage.reminders.list()), [
    { id, owner: "coder", message: "water the plants", created_at: now, due_at: now + 10_000, attempts: 0 },
  ]);
  await stage.pass(9999);
  assert.deepEqual(stage.inbox(), []);
  await stage.pass(5000);
  assert.partialDeepStrictEqual(stage.inbox(), [{ from: "reminder", body: "water the plants", state: "queued" }]);
  assert.equal(stage.inbox().length, 1);
  assert.deepEqual(stage.reminders.list(), []);
});

test("a time that has passed is due at once", async () => {
  await using stage = startReminders();
  await stage.remind({ at: 1 });
  await stage.pass(0);
  assert.equal(stage.inbox().length, 1);
});

test("nothing ticks while nothing is pending", async () => {
  await using stage = startReminders();
  const { clock } = stage.hive;
  assert.equal(clock.timers(), 0);
  const id = await stage.remind();
  assert.equal(clock.timers(), 1);
  await stage.reminders.cancel("coder", id);
  await stage.pass(5000);
  assert.equal(clock.timers(), 0);
  await stage.remind();
  await stage.pass(15_000);
  assert.equal(clock.timers(), 0);
});

test("what came due while the core was down is delivered when it is back", async () => {
  await using stage = startReminders();
  await stage.remind();
  await stage.reminders.close();
  await stage.pass(60_000);
  assert.deepEqual(stage.inbox(), []);
  stage.restart();
  await stage.pass(0);
  assert.equal(stage.inbox().length, 1);
});

test("what is due goes out a hundred per transaction, batch upon batch, in order and once", async () => {
  await using stage = startReminders();
  const owners = ["coder", "tester", "manager"];
  for (let n = 0; n < 126; n += 1) await stage.remind({ owner: owners[n % 3] ?? "", message: String(n) });
  const before = stage.hive.commits();
  await stage.pass(10_000);
  assert.equal(stage.hive.commits() - before, 2);
  const bodies = owners.flatMap((owner) => stage.inbox(owner).map(({ body }) => Number(body)));
  assert.equal(new Set(bodies).size, 126);
  assert.equal(bodies.length, 126);
  assert.deepEqual(
    stage.inbox().map(({ id }) => id),
    stage
      .inbox()
      .map(({ id }) => id)
      .toSorted((a, b) => a - b),
  );
});

test("an agent has at most 50 reminders pending; those that were delivered or taken back count no more", async () => {
  await using stage = startReminders();
  for (let n = 0; n < MAX_PENDING_REMINDERS; n += 1) await stage.remind();
  await assert.rejects(stage.remind(), { code: "too_many", message: /50 of your reminders/ });
  await stage.remind({ owner: "tester" });
  assert.equal(stage.reminders.countPending("coder"), 50);
  await stage.reminders.cancel("coder", 1);
  await stage.remind();
  await stage.pass(10_000);
  assert.equal(stage.reminders.countPending("coder"), 0);
  await stage.remind();
});

test("pages hear when the number of pending reminders changes", async () => {
  await using stage = startReminders();
  await stage.remind();
  assert.deepEqual(stage.changed, ["coder"]);
  await stage.pass(10_000);
  assert.deepEqual(stage.changed, ["coder", "coder"]);
});

test("neither a time nor two, nor a path that could lead elsewhere, is a reminder", async () => {
  await using stage = startReminders();
  const message = "look";
  for (const wrong of [{}, { delaySeconds: 1, at: 99 }, { at: 1_800_000_000_000 }])
    await assert.rejects(stage.reminders.remind({ owner: "coder", message, ...wrong }), { code: "bad_request" });
  for (const filePath of ["x.md", "/etc/passwd", "/state/../x"])
    await assert.rejects(stage.remind({ filePath }), { code: "bad_request", message: /`file_path`/ });
  assert.deepEqual(stage.reminders.list(), []);
});

test("the same key and content stores one reminder, also after a crash and once it was delivered", async () => {
  await using stage = startReminders();
  const wanted = { owner: "coder", message: "look", delaySeconds: 10, key: "k" };
  const first = await stage.reminders.remind(wanted);
  stage.restart();
  stage.hive.clock.advance(1000);
  assert.deepEqual(await stage.reminders.remind(wanted), { ...first, duplicate: true });
  await stage.pass(10_000);
  assert.deepEqual(await stage.reminders.remind(wanted), { ...first, duplicate: true });
  await stage.pass(20_000);
  assert.equal(stage.inbox().length, 1);
  await assert.rejects(stage.reminders.remind({ ...wanted, message: "else" }), { code: "key_reused" });
});

test("a reminder of an agent that was destroyed is tried five times, then kept with its reason", async () => {
  await using stage = startReminders();
  const id = await stage.remind();
  stage.agents.splice(stage.agents.indexOf("coder"), 1);
  const state = () => stage.reminders.list().map(({ attempts, failed_at }) => [attempts, failed_at !== undefined])[0];
  await stage.pass(10_000);
  assert.deepEqual(state(), [1, false]);
  for (const [attempts, pause] of [
    [2, 30_000],
    [3, 60_000],
    [4, 90_000],
    [5, 120_000],
  ] as const) {
    await stage.pass(pause - 5000);
    assert.equal(state()?.[0], attempts - 1, "not before its time");
    await stage.pass(5000);
    assert.equal(state()?.[0], attempts);
  }
  const [kept] = stage.reminders.list();
  assert.partialDeepStrictEqual(kept, { id, failed_at: stage.hive.clock.now() });
  assert.match(kept?.failure ?? "", /unknown_recipient/);
  assert.equal(stage.reminders.countPending("coder"), 0);
  assert.equal(stage.hive.clock.timers(), 0, "one that was given up is not ticked for");
  await stage.reminders.cancel("operator", id);
  assert.deepEqual(stage.reminders.list(), []);
});

test("one that fails holds up nobody of its batch", async () => {
  await using stage = startReminders();
  await stage.remind({ owner: "tester", message: "first" });
  await stage.remind({ message: "never" });
  await stage.remind({ owner: "manager", message: "last" });
  stage.agents.splice(stage.agents.indexOf("coder"), 1);
  const before = stage.hive.commits();
  await stage.pass(10_000);
  assert.equal(stage.hive.commits() - before, 1);
  assert.deepEqual([stage.inbox("tester").length, stage.inbox("manager").length], [1, 1]);
});

test("one that the database refuses is found, noted and logged, and the others of its batch go on", async () => {
  await using stage = startReminders();
  await stage.remind({ owner: "tester" });
  await stage.remind({ message: "poison" });
  await stage.remind({ owner: "manager" });
  const { store } = stage.hive;
  const trigger = sql`create trigger poison before insert on messages when new.body = 'poison'
    begin select raise(abort, 'no'); end`;
  store.run({ compile: () => trigger.compile(store.db) });
  await stage.pass(10_000);
  assert.deepEqual([stage.inbox("tester").length, stage.inbox("manager").length, stage.inbox().length], [1, 1, 0]);
  assert.match(stage.reminders.listOf("coder")[0]?.failure ?? "", /could not be stored/);
  assert.partialDeepStrictEqual(stage.logged, [{ reminder: 2 }]);
});

test("a full inbox is a failure that passes", async () => {
  await using stage = startReminders();
  const { broker } = stage.hive;
  await Promise.all(Array.from({ length: MAX_QUEUED }, () => broker.send({ from: "tester", to: "coder", body: "x" })));
  await stage.remind();
  await stage.pass(10_000);
  assert.match(stage.reminders.list()[0]?.failure ?? "", /too_many: the inbox of coder is full/);
  await broker.recv("coder");
  await broker.ackTurn("coder");
  await stage.pass(30_000);
  assert.deepEqual(stage.reminders.list(), []);
  assert.equal(broker.recent("coder", 1)[0]?.from, "reminder");
});

test("when the commit fails nothing is delivered and nothing marked, and the next tick tries again", async () => {
  let broken = false;
  await using stage = startReminders({ broken: () => broken });
  await stage.remind();
  broken = true;
  await stage.pass(10_000);
  assert.ok(stage.logged.length > 0);
  assert.partialDeepStrictEqual(stage.reminders.list(), [{ attempts: 0 }]);
  broken = false;
  await stage.pass(5000);
  assert.equal(stage.inbox().length, 1);
});

test("the owner, the manager and the operator take a reminder back; others are not told that it is there", async () => {
  await using stage = startReminders();
  for (const by of ["coder", "manager", "operator"]) await stage.reminders.cancel(by, await stage.remind());
  const id = await stage.remind();
  await assert.rejects(stage.reminders.cancel("tester", id), { code: "not_found", message: /no reminder 4/ });
  await assert.rejects(stage.reminders.cancel("coder", 99), { code: "not_found" });
  await stage.pass(10_000);
  await assert.rejects(stage.reminders.cancel("coder", id), { code: "not_found", message: /was delivered/ });
  assert.equal(stage.inbox().length, 1);
});

test("delivered and given-up reminders are forgotten after their time, pending ones never", async () => {
  await using stage = startReminders();
  await stage.remind();
  await stage.pass(10_000);
  await stage.remind({ owner: "tester" });
  stage.agents.splice(stage.agents.indexOf("tester"), 1);
  await stage.pass(400_000);
  assert.equal(stage.reminders.list()[0]?.failed_at !== undefined, true);
  await stage.remind({ delaySeconds: 1_000_000 });
  const before = stage.hive.clock.now() + 1;
  assert.equal(stage.reminders.vacuum({ before: 1, cap: 10 }), 0);
  assert.equal(stage.reminders.vacuum({ before, cap: 1 }), 1);
  assert.equal(stage.reminders.vacuum({ before, cap: 10 }), 1);
  assert.deepEqual(
    stage.reminders.list().map(({ owner }) => owner),
    ["coder"],
  );
});
