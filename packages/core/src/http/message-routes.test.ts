import assert from "node:assert/strict";
import { test } from "node:test";
import { MAX_DELIVERY_ATTEMPTS, messageHistorySchema, messageSearchSchema } from "@hyperhive/wire";
import type { Core } from "../core.ts";
import { startPages } from "./pages.test-support.ts";

async function send(core: Core, to: string, body: string): Promise<number> {
  return (await core.broker.send({ from: "operator", to, body })).receipts[0]?.id ?? 0;
}

async function makeDead(core: Core, recipient: string): Promise<void> {
  for (let n = 0; n < MAX_DELIVERY_ATTEMPTS; n += 1) {
    await core.broker.recv(recipient);
    await core.broker.requeueInflight(recipient);
  }
}

test("history is read page by page to its beginning", async (t) => {
  const { core, get } = await startPages(t);
  const sends = Array.from({ length: 450 }, (_, n) => send(core, "operator", `note ${n}`));
  await Promise.all(sends);
  const total = core.broker.history(1000).map(({ id }) => id);
  const read = async (query: string) => messageHistorySchema.parse(await get(`dashboard/history${query}`));
  const ids: number[] = [];
  let page = await read("");
  for (; page.more; page = await read(`?before=${ids[0]}`)) {
    assert.equal(page.messages.length, 200);
    ids.unshift(...page.messages.map(({ id }) => id));
  }
  ids.unshift(...page.messages.map(({ id }) => id));
  assert.deepEqual(ids, total);
  assert.equal((await get("dashboard/history?before=x")).code, "bad_request");
  assert.equal((await get("dashboard/history?before=-1")).code, "bad_request");
});

test("messages are searched for, and a query that cannot be is refused", async (t) => {
  const { core, get, cookie } = await startPages(t);
  await send(core, "coder", "look at 100% of it");
  const found = messageSearchSchema.parse(await get(`api/search?q=${encodeURIComponent('"100% of"')}`));
  assert.deepEqual(
    found.messages.map(({ body }) => body),
    ["look at 100% of it"],
  );
  assert.equal(found.next, undefined);
  assert.partialDeepStrictEqual(await get("api/search?q=%20"), { status: 400, code: "bad_request" });
  assert.partialDeepStrictEqual(await get("api/search"), { status: 400, code: "bad_request" });
  assert.partialDeepStrictEqual(await get(`api/search?q=${"x".repeat(201)}`), { status: 400, code: "bad_request" });
  assert.partialDeepStrictEqual(await get("api/search?q=x", { cookie: `${cookie}x` }), { status: 401 });
});

test("a dead message is sent again: queued, without its attempts, and watchers hear of it", async (t) => {
  const { core, post } = await startPages(t);
  const id = await send(core, "coder", "work");
  await makeDead(core, "coder");
  assert.equal(core.broker.find(id)?.state, "dead");
  const heard: string[] = [];
  core.hub.subscribe((frame) => void ("id" in frame && heard.push(`${frame.kind} ${frame.id}`)));
  assert.deepEqual(await post(`release/${id}`), { status: 200, ok: true });
  assert.partialDeepStrictEqual(core.broker.find(id), { state: "queued", attempts: 0 });
  assert.deepEqual(heard, [`released ${id}`]);
  assert.partialDeepStrictEqual(await post(`release/${id}`), { status: 400, code: "bad_request" });
});

test("a dead message to an agent that was destroyed stays dead until the agent is back", async (t) => {
  const { core, post, host } = await startPages(t);
  const id = await send(core, "coder", "work");
  await makeDead(core, "coder");
  await core.agents.destroy("coder", { purge: false });
  const refused = await post(`release/${id}`);
  assert.partialDeepStrictEqual(refused, { status: 404, code: "unknown_recipient" });
  assert.match(String(refused["error"]), /for coder, which is not in the hive; .*hive-c0re spawn coder/);
  assert.partialDeepStrictEqual(await host().ask({ cmd: "release", id }), { ok: false, code: "unknown_recipient" });
  assert.equal(core.broker.find(id)?.state, "dead");
  await core.agents.spawn("coder");
  assert.equal((await post(`release/${id}`)).status, 200);
  assert.equal(core.broker.find(id)?.state, "queued");
});

test("a dead message is let go: it stays dead, says since when, and watchers hear of it; only a kept one can be", async (t) => {
  const { core, post, get } = await startPages(t);
  const id = await send(core, "coder", "work");
  assert.partialDeepStrictEqual(await post(`dismiss/${id}`), { status: 400, code: "bad_request" });
  await makeDead(core, "coder");
  const heard: string[] = [];
  core.hub.subscribe((frame) => void ("id" in frame && heard.push(`${frame.kind} ${frame.id}`)));
  assert.deepEqual(await post(`dismiss/${id}`), { status: 200, ok: true });
  assert.deepEqual(await post(`dismiss/${id}`), { status: 200, ok: true });
  assert.deepEqual(heard, [`dismissed ${id}`]);
  const { messages } = messageHistorySchema.parse(await get("dashboard/history"));
  const shown = messages.find((message) => message.id === id);
  assert.deepEqual([shown?.state, typeof shown?.dismissed_at], ["dead", "number"]);
  assert.deepEqual(await post(`release/${id}`), { status: 200, ok: true });
  assert.equal(core.broker.find(id)?.dismissed_at, undefined);
});

test("only a message that is there can be let go, and only by who is logged in", async (t) => {
  const { post, cookie, origin } = await startPages(t);
  assert.partialDeepStrictEqual(await post("dismiss/999"), { status: 404, code: "not_found" });
  assert.partialDeepStrictEqual(await post("dismiss/x"), { status: 400, code: "bad_request" });
  assert.equal((await post("dismiss/1", undefined, { origin })).status, 401);
  assert.equal((await post("dismiss/1", undefined, { cookie })).status, 403);
});

test("only a message that is there can be released, and only by who is logged in", async (t) => {
  const { post, cookie, origin } = await startPages(t);
  assert.partialDeepStrictEqual(await post("release/999"), { status: 404, code: "not_found" });
  assert.partialDeepStrictEqual(await post("release/x"), { status: 400, code: "bad_request" });
  assert.equal((await post("release/1", undefined, { origin })).status, 401);
  assert.equal((await post("release/1", undefined, { cookie })).status, 403);
});
