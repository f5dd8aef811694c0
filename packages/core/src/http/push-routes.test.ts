import assert from "node:assert/strict";
import { test } from "node:test";
import { claimsOf, createBrowser } from "../push/browser.test-support.ts";
import { startPushService } from "../push/push-service.test-support.ts";
import { startPages } from "./pages.test-support.ts";

/** A hive whose pushes go to a service of this machine. */
async function startPushing(t: Parameters<typeof startPages>[0]) {
  const service = await startPushService(t);
  const pages = await startPages(t, { pushNetwork: service.network });
  const browser = createBrowser(service.endpoint("phone"));
  return { ...pages, service, browser };
}

test("a subscribed browser is told of an approval, a question and a message, encrypted for it and signed by the hive", async (t) => {
  const { get, post, service, browser, agent, commit, submit, core } = await startPushing(t);
  const { public_key: key } = await get("api/push");
  assert.deepEqual(await post("api/push/subscribe", browser.subscription), { status: 200, ok: true });
  assert.equal((await post("api/push/subscribe", browser.subscription)).status, 200, "again is no error");
  await submit("coder", commit("coder", { "notes.md": "x" }), "better notes");
  await agent("coder").ask({ cmd: "ask", question: "tea?" });
  await agent("coder").ask({ cmd: "send", to: "operator", body: "**done**\nsee /shared/x.md" });
  const id = core.broker.recent("operator", 1)[0]?.id;
  const told = (await service.came(3)).map((push) => ({ push, message: browser.open(push) }));
  const byTag = Object.fromEntries(told.map(({ push, message }) => [message.tag, { ...message, push }]));
  assert.partialDeepStrictEqual(byTag["hyperhive:approval:1"], { title: "approve a change of coder?", url: "/#apr-1" });
  assert.match(byTag["hyperhive:approval:1"]?.body ?? "", /better notes$/);
  assert.partialDeepStrictEqual(byTag["hyperhive:question:1"], { title: "coder asks", body: "tea?", url: "/#q-1" });
  assert.partialDeepStrictEqual(byTag[`hyperhive:msg:${id}`], {
    title: "message from coder",
    body: "**done** see /shared/x.md",
    url: `/#msg-${id}`,
  });
  assert.equal(byTag[`hyperhive:msg:${id}`]?.push.headers["urgency"], "normal");
  for (const tag of ["hyperhive:approval:1", "hyperhive:question:1"])
    assert.equal(byTag[tag]?.push.headers["urgency"], "high");
  for (const { push } of told) {
    assert.equal(push.headers["ttl"], "86400");
    assert.ok(push.body.byteLength < 3 * 1024);
    const { aud, exp, sub } = claimsOf(push, String(key));
    assert.equal(aud, new URL(browser.subscription.endpoint).origin);
    assert.ok(exp * 1000 > Date.now() && exp * 1000 <= Date.now() + 24 * 60 * 60_000);
    assert.match(sub, /^mailto:/);
  }
});

test("nothing is pushed of what the operator does, nor of what is between agents", async (t) => {
  const { post, service, browser, agent } = await startPushing(t);
  await post("api/push/subscribe", browser.subscription);
  assert.equal((await post("op-send", { to: "coder", body: "go on" })).status, 200);
  assert.equal((await post("request-spawn", { name: "tester" })).status, 200);
  await agent("coder").ask({ cmd: "ask", question: "ready?", to: "manager" });
  await agent("coder").ask({ cmd: "send", to: "manager", body: "hello" });
  await agent("coder").ask({ cmd: "ask", question: "the only one" });
  const [only] = await service.came(1);
  assert.equal(browser.open(only ?? assert.fail()).body, "the only one");
  assert.equal(service.arrived.length, 1);
});

test("after a restart a browser is told of what is new and of nothing that was there", async (t) => {
  const { get, post, service, browser, agent, core, start } = await startPushing(t);
  await agent("coder").ask({ cmd: "ask", question: "old" });
  await agent("coder").ask({ cmd: "send", to: "operator", body: "old" });
  await post("api/push/subscribe", browser.subscription);
  const { public_key: key } = await get("api/push");
  await core.stop();
  const next = await start({ pushNetwork: service.network });
  await next.broker.send({ from: "coder", to: "operator", body: "new" });
  const [first] = await service.came(1);
  assert.equal(browser.open(first ?? assert.fail()).body, "new");
  claimsOf(first ?? assert.fail(), String(key));
  assert.equal(service.arrived.length, 1);
});

test("an unsubscribed browser is told no more", async (t) => {
  const { post, service, browser, agent } = await startPushing(t);
  const other = createBrowser(service.endpoint("other"));
  for (const { subscription } of [browser, other]) await post("api/push/subscribe", subscription);
  const { endpoint } = browser.subscription;
  for (let n = 0; n < 2; n += 1)
    assert.deepEqual(await post("api/push/unsubscribe", { endpoint }), { status: 200, ok: true });
  await agent("coder").ask({ cmd: "ask", question: "tea?" });
  assert.equal((await service.came(1))[0]?.path, "/other");
  assert.equal(service.arrived.length, 1);
});

test("what is no subscription is refused, and everything needs the operator's session and an Origin of its page", async (t) => {
  const { get, post, browser, cookie, origin } = await startPushing(t);
  const { subscription } = browser;
  const bad = { ...subscription, endpoint: "http://push.example/x" };
  assert.partialDeepStrictEqual(await post("api/push/subscribe", bad), { status: 400, code: "bad_request" });
  assert.partialDeepStrictEqual(await post("api/push/subscribe", {}), { status: 400, code: "bad_request" });
  assert.partialDeepStrictEqual(await post("api/push/unsubscribe", {}), { status: 400, code: "bad_request" });
  assert.equal((await get("api/push", {})).status, 401);
  for (const path of ["api/push/subscribe", "api/push/unsubscribe"]) {
    assert.equal((await post(path, subscription, { origin })).status, 401);
    assert.equal((await post(path, subscription, { cookie })).status, 403);
  }
});
