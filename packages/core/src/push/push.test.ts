import assert from "node:assert/strict";
import { rmSync, statSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { until } from "../lifecycle/lifecycle.test-support.ts";
import { createBrowser } from "./browser.test-support.ts";
import { startPush } from "./push.test-support.ts";
import { MAX_SUBSCRIPTIONS } from "./push.ts";

test("a browser is told of a message, and only the browsers that are subscribed", async (t) => {
  const stage = await startPush(t);
  stage.message("before anyone listens");
  const one = await stage.subscribe("one");
  const two = await stage.subscribe("two");
  const id = stage.message("done");
  const arrived = await stage.service.came(2);
  assert.deepEqual(arrived.map(({ path }) => path).toSorted(), ["/one", "/two"]);
  for (const push of arrived) {
    assert.deepEqual((push.path === "/one" ? one : two).open(push), {
      title: "message from coder",
      body: "done",
      tag: `hyperhive:msg:${id}`,
      url: `/#msg-${id}`,
    });
  }
  stage.push.unsubscribe(two.subscription.endpoint);
  stage.push.unsubscribe("https://push.example/unknown");
  stage.ask("tea?");
  assert.equal((await stage.service.came(3))[2]?.path, "/one");
});

test("a burst of 1,000 messages becomes two notifications, the second for all the others", async (t) => {
  const { service, clock, message, subscribe } = await startPush(t);
  const browser = await subscribe();
  for (let n = 1; n <= 1_000; n += 1) message(`note ${n}`);
  await service.came(1);
  await until(() => clock.timers() === 1, "the rest after a push");
  clock.advance(2_000);
  const [first, second] = (await service.came(2)).map((push) => browser.open(push));
  assert.deepEqual([first?.title, first?.body], ["message from coder", "note 1"]);
  assert.deepEqual(second, {
    title: "999 new messages",
    body: "the newest: message from coder: note 1000",
    tag: "hyperhive:msg:1000",
    url: "/#msg-1000",
  });
  await until(() => clock.timers() === 1, "the rest after a push");
  clock.advance(2_000);
  await until(() => clock.timers() === 0, "the end of the burst");
  assert.equal(service.arrived.length, 2);
});

test("questions come one by one and never wait for messages that are stuck", async (t) => {
  const { service, message, ask, subscribe } = await startPush(t);
  const browser = await subscribe();
  const { promise: stuck, resolve: letGo } = Promise.withResolvers<{ status: number }>();
  service.answer = (push) => (push.headers["urgency"] === "normal" ? stuck : { status: 201 });
  message("stuck");
  await service.came(1);
  for (const question of ["tea?", "coffee?", "water?"]) ask(question);
  const asked = (await service.came(4)).slice(1).map((push) => browser.open(push).body);
  assert.deepEqual(asked, ["tea?", "coffee?", "water?"]);
  letGo({ status: 201 });
});

test("a subscription whose browser is gone is removed, and comes back when the browser does", async (t) => {
  for (const status of [404, 410]) {
    const { service, ask, subscribe, push, open, logged } = await startPush(t);
    const browser = await subscribe();
    service.answer = () => ({ status });
    ask("tea?");
    await service.came(1);
    await until(() => logged.some(({ text }) => /subscription is removed/.test(text)), "the removal");
    ask("coffee?");
    open();
    ask("water?");
    await push.subscribe(browser.subscription);
    service.answer = () => ({ status: 201 });
    ask("juice?");
    assert.equal(browser.open((await service.came(2))[1] ?? assert.fail()).body, "juice?");
    assert.ok(!JSON.stringify(logged).includes("/one"), "an endpoint is not for the log");
  }
});

test("what fails is tried twice more, later each time, and then given up", async (t) => {
  const { service, clock, ask, subscribe, logged } = await startPush(t);
  const browser = await subscribe();
  service.answer = () => ({ status: 503 });
  ask("tea?");
  for (const [count, ms] of [
    [1, 5_000],
    [2, 30_000],
  ] as const) {
    await service.came(count);
    await until(() => clock.timers() === 1, "the pause");
    clock.advance(ms - 1);
    assert.equal(clock.timers(), 1);
    clock.advance(1);
  }
  await service.came(3);
  await until(() => logged.length === 1, "a word in the log");
  assert.deepEqual(logged[0]?.fields, {
    host: new URL(browser.subscription.endpoint).host,
    reason: "the push service answered 503",
  });
  service.answer = () => ({ status: 201 });
  ask("coffee?");
  assert.equal(browser.open((await service.came(4))[3] ?? assert.fail()).body, "coffee?");
});

test("a service that asks for time is left alone that long, but not for ever", async (t) => {
  const { service, clock, ask, subscribe } = await startPush(t);
  await subscribe();
  for (const [asked, ms] of [
    ["60", 60_000],
    ["99999999", 300_000],
  ] as const) {
    const before = service.arrived.length;
    service.answer = () => ({
      status: service.arrived.length === before + 1 ? 429 : 201,
      headers: { "retry-after": asked },
    });
    ask("tea?");
    await service.came(before + 1);
    await until(() => clock.timers() === 1, "the pause");
    clock.advance(ms - 1);
    assert.equal(clock.timers(), 1);
    clock.advance(1);
    await service.came(before + 2);
  }
});

test("what a service refuses is not tried again, and no redirect is followed", async (t) => {
  for (const status of [400, 403, 413, 302]) {
    const { service, ask, subscribe, logged, clock } = await startPush(t);
    await subscribe();
    service.answer = () => ({ status, headers: { location: service.endpoint("elsewhere") } });
    ask("tea?");
    await until(() => logged.length === 1, "a word in the log");
    assert.deepEqual([clock.timers(), service.arrived.length], [0, 1], String(status));
  }
});

test("an answer that wants to speak another protocol is a failure like others, and holds nothing up", async (t) => {
  const { service, ask, subscribe, push, clock } = await startPush(t);
  await subscribe();
  service.answer = () => ({ status: 101, headers: { connection: "upgrade", upgrade: "websocket" } });
  ask("tea?");
  await until(() => clock.timers() === 1, "the pause before the next try");
  await push.close();
});

test("of an answer only the head is read, however long it is", async (t) => {
  const { service, ask, subscribe, logged } = await startPush(t);
  await subscribe();
  service.answer = () => ({ status: 201, body: Buffer.alloc(64 * 1024 * 1024) });
  ask("tea?");
  await service.gaveUp(1);
  ask("coffee?");
  await service.came(2);
  assert.deepEqual(logged, []);
});

test("the core stops at once with a push under way and one that waits", async (t) => {
  const { service, clock, ask, message, subscribe, push } = await startPush(t);
  await subscribe();
  service.answer = (arrived) =>
    arrived.headers["urgency"] === "high" ? new Promise(() => undefined) : { status: 503 };
  ask("tea?");
  message("one");
  await service.came(2);
  await until(() => clock.timers() === 1, "the pause");
  await push.close();
  await service.gaveUp(1);
  assert.equal(clock.timers(), 0);
  ask("coffee?");
  assert.equal(service.arrived.length, 2);
});

test("the key pair is made once, for the core's eyes only, and the subscriptions stay with it", async (t) => {
  const stage = await startPush(t);
  const browser = await stage.subscribe();
  assert.equal(statSync(stage.keyFile).mode & 0o777, 0o600);
  const key = stage.push.publicKey();
  await stage.push.close();
  const again = stage.open();
  assert.equal(again.publicKey(), key);
  stage.ask("tea?");
  assert.equal(browser.open((await stage.service.came(1))[0] ?? assert.fail()).body, "tea?");
});

test("with a damaged key file push is off and says so, and the file is left alone", async (t) => {
  const stage = await startPush(t);
  const browser = await stage.subscribe();
  await stage.push.close();
  writeFileSync(stage.keyFile, '{"public_key": "x", "private_key": "damaged"}');
  const off = stage.open();
  const refusal = { code: "unsupported", message: /push-key\.json is damaged/ };
  assert.throws(() => off.publicKey(), refusal);
  await assert.rejects(off.subscribe(browser.subscription), refusal);
  off.unsubscribe("https://push.example/unknown");
  assert.equal(stage.logged.at(-1)?.level, "error");
  assert.match(JSON.stringify(stage.logged.at(-1)), /push-key\.json.*remove it and subscribe every browser again/);
  stage.ask("tea?");
  assert.equal(statSync(stage.keyFile).size, 45);
});

test("with a new key pair the old subscriptions go, because nothing could be sent to them", async (t) => {
  const stage = await startPush(t);
  await stage.subscribe();
  await stage.push.close();
  rmSync(stage.keyFile);
  stage.open();
  assert.match(stage.logged.at(-1)?.text ?? "", /every browser has to subscribe again/);
});

test("at most 50 browsers are told, and one that subscribes again is one, with its new keys", async (t) => {
  const { service, subscribe, push, ask } = await startPush(t);
  for (let n = 0; n < MAX_SUBSCRIPTIONS; n += 1) await subscribe(`b${n}`);
  await assert.rejects(subscribe("one-more"), { code: "too_many", message: /50 browsers/ });
  const again = await subscribe("b7");
  for (let n = 0; n < MAX_SUBSCRIPTIONS; n += 1) if (n !== 7) push.unsubscribe(service.endpoint(`b${n}`));
  ask("tea?");
  assert.equal(again.open((await service.came(1))[0] ?? assert.fail()).body, "tea?");
});

test("a subscription that nothing can be sent to is refused with the field", async (t) => {
  const { push, service } = await startPush(t);
  const { endpoint, keys } = createBrowser(service.endpoint("one")).subscription;
  const offCurve = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 1)]).toString("base64url");
  for (const [given, field] of [
    [{ endpoint, keys: { ...keys, p256dh: "AAAA" } }, "keys.p256dh"],
    [{ endpoint, keys: { ...keys, p256dh: offCurve } }, "keys.p256dh"],
    [{ endpoint, keys: { ...keys, auth: "AAAA" } }, "keys.auth"],
    [{ endpoint: "http://push.example/x", keys }, "endpoint"],
    [{ endpoint: "https://me:secret@push.example/x", keys }, "endpoint"],
    [{ endpoint: "nonsense", keys }, "endpoint"],
  ] as const) {
    await assert.rejects(push.subscribe(given), { code: "bad_request", message: new RegExp(`\`${field}\`: expected`) });
  }
});
