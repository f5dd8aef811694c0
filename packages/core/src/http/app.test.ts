import assert from "node:assert/strict";
import { request } from "node:http";
import { test } from "node:test";
import { messageHistorySchema, stateSnapshotSchema } from "@hyperhive/wire";
import { startHttp } from "./http.test-support.ts";
import { openApiDocument } from "./openapi-document.ts";

test("a stranger gets the log-in page, the assets and nothing else", async () => {
  await using http = await startHttp();
  const page = await fetch(`${http.origin}/`);
  assert.equal(page.status, 401);
  assert.match(await page.text(), /<title>login/);
  assert.equal((await fetch(`${http.origin}/assets/main-abc.js`)).status, 200);
  for (const path of [
    "/api/state",
    "/dashboard/history",
    "/dashboard/stream",
    "/agent/coder/api/state",
    "/agent/coder/events/stream",
  ]) {
    const answer = await fetch(`${http.origin}${path}`);
    assert.equal(answer.status, 401, path);
    assert.equal(((await answer.json()) as { code: string }).code, "not_logged_in");
  }
  assert.equal(
    (await fetch(`${http.origin}/agent/nobody/`)).status,
    401,
    "which agents exist is not told to strangers",
  );
});

test("a one-time link works once, by GET only, and leaves no token in the address", async () => {
  await using http = await startHttp();
  const link = `${http.origin}/login?token=${http.login.issueLink().token}`;
  assert.equal((await fetch(link, { method: "HEAD", redirect: "manual" })).status, 401);
  const first = await fetch(link, { redirect: "manual" });
  assert.equal(first.status, 303);
  assert.equal(first.headers.get("location"), "/");
  const cookie = first.headers.getSetCookie()[0] ?? "";
  assert.match(cookie, /HttpOnly/i);
  assert.match(cookie, /SameSite=Lax/i);
  assert.equal((await fetch(link, { redirect: "manual" })).status, 401);
  assert.equal((await fetch(`${http.origin}/login?token=made-up`, { redirect: "manual" })).status, 401);
  const page = await fetch(`${http.origin}/`, { headers: { cookie: cookie.split(";")[0] ?? "" } });
  assert.match(await page.text(), /<title>index/);
});

test("logging out ends the session on the server", async () => {
  await using http = await startHttp();
  const cookie = await http.session();
  assert.equal((await fetch(`${http.origin}/api/state`, { headers: { cookie } })).status, 200);
  await fetch(`${http.origin}/logout`, { method: "POST", headers: { cookie, origin: http.origin } });
  assert.equal((await fetch(`${http.origin}/api/state`, { headers: { cookie } })).status, 401);
});

test("a foreign Host is refused on reads and a foreign or missing Origin on writes", async () => {
  await using http = await startHttp();
  const cookie = await http.session();
  assert.equal(await statusWithHost(http.origin, "evil.example", cookie), 403);
  assert.equal(await statusWithHost(http.origin, "hive.example", cookie), 200);
  const send = (origin?: string) =>
    fetch(`${http.origin}/op-send`, {
      method: "POST",
      headers: { cookie, "content-type": "application/json", ...(origin !== undefined && { origin }) },
      body: JSON.stringify({ to: "coder", body: "hello" }),
    });
  assert.equal((await send("https://evil.example")).status, 403);
  assert.equal((await send()).status, 403);
  assert.equal((await send(http.origin)).status, 200);
});

test("snapshot and history carry the stream position that they hold", async () => {
  await using http = await startHttp();
  const headers = { cookie: await http.session() };
  const before = stateSnapshotSchema.parse(await (await fetch(`${http.origin}/api/state`, { headers })).json());
  await http.broker.send({ from: "coder", to: "operator", body: "done" });
  const after = stateSnapshotSchema.parse(await (await fetch(`${http.origin}/api/state`, { headers })).json());
  assert.equal(after.epoch, before.epoch);
  assert.ok(after.seq > before.seq);
  assert.equal(after.inbox.at(-1)?.body, "done");
  const history = messageHistorySchema.parse(
    await (await fetch(`${http.origin}/dashboard/history`, { headers })).json(),
  );
  assert.equal(history.messages.at(-1)?.body, "done");
});

test("messages to the operator are read up to the one named, and watchers hear of it", async () => {
  await using http = await startHttp();
  const headers = { cookie: await http.session(), origin: http.origin, "content-type": "application/json" };
  for (const body of ["one", "two", "three"]) await http.broker.send({ from: "coder", to: "operator", body });
  const [first, second] = http.broker.recent("operator", 10);
  const fates: string[] = [];
  http.hub.subscribe((frame) => void ("id" in frame && fates.push(`${frame.kind} ${frame.id}`)));
  const body = JSON.stringify({ through: second?.id });
  assert.equal((await fetch(`${http.origin}/inbox/read`, { method: "POST", headers, body })).status, 200);
  assert.deepEqual(
    http.broker.recent("operator", 10).map(({ state }) => state),
    ["acked", "acked", "queued"],
  );
  assert.deepEqual(fates, [`acked ${first?.id}`, `acked ${second?.id}`]);
});

test("a reconnecting stream gets exactly what it missed, and a resync when that cannot be told", async () => {
  await using http = await startHttp();
  const cookie = await http.session();
  const { epoch, seq } = http.hub.position();
  await http.broker.send({ from: "coder", to: "operator", body: "missed" });
  const replayed = await readStream(http.origin, { cookie, "last-event-id": `${epoch}:${seq}` });
  assert.match(replayed, /event: sent\ndata: [^\n]*"missed"/);
  assert.doesNotMatch(replayed, /event: resync/);
  assert.match(await readStream(http.origin, { cookie, "last-event-id": "another:1" }), /event: resync/);
  assert.match(await readStream(http.origin, { cookie, "last-event-id": "nonsense" }), /event: resync/);
  assert.doesNotMatch(await readStream(http.origin, { cookie }), /event: (resync|sent)/);
});

test("one who missed more than can be written at once is told to fetch anew, and is not hung up on", async () => {
  await using http = await startHttp();
  const cookie = await http.session();
  const body = "x".repeat(60_000);
  const { epoch, seq } = http.hub.position();
  for (let n = 0; n < 40; n += 1) await http.broker.send({ from: "coder", to: "operator", body });
  const dashboard = await readStream(http.origin, { cookie, "last-event-id": `${epoch}:${seq}` });
  assert.match(dashboard, /^id: [^\n]*\nevent: resync\n/);
  const text = "x".repeat(500_000);
  for (let n = 1; n <= 40; n += 1) http.history.push("boot", [{ seq: n, at: 1, event: { kind: "note", text } }]);
  const agent = http.history.position();
  const since = { cookie, "last-event-id": `${agent.epoch}:1` };
  assert.match(await readStream(http.origin, since, "/agent/coder/events/stream"), /^id: [^\n]*\nevent: resync\n/);
});

test("a HEAD of a stream is answered with its headers and follows nothing", async () => {
  await using http = await startHttp();
  let listeners = 0;
  http.hub.subscribe = () => (listeners++, () => undefined);
  const headers = { cookie: await http.session() };
  const answer = await fetch(`${http.origin}/dashboard/stream`, { method: "HEAD", headers });
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get("content-type") ?? "", /text\/event-stream/);
  assert.equal(listeners, 0);
});

test("an agent's history and stream speak the same positions", async () => {
  await using http = await startHttp();
  const cookie = await http.session();
  http.history.push("boot", [{ seq: 1, at: 1, event: { kind: "note", text: "one" } }]);
  const history = (await (
    await fetch(`${http.origin}/agent/coder/events/history`, { headers: { cookie } })
  ).json()) as { epoch: string; seq: number; events: unknown[] };
  assert.equal(history.events.length, 1);
  http.history.push("boot", [{ seq: 2, at: 2, event: { kind: "note", text: "two" } }]);
  const text = await readStream(
    http.origin,
    { cookie, "last-event-id": `${history.epoch}:${history.seq}` },
    "/agent/coder/events/stream",
  );
  assert.match(text, /event: note\ndata: [^\n]*"two"/);
  assert.doesNotMatch(text, /"one"/);
});

test("bad input is answered with a code and a field, never with a stack", async () => {
  await using http = await startHttp();
  const headers = { cookie: await http.session(), origin: http.origin, "content-type": "application/json" };
  const post = async (path: string, body: string) => {
    const answer = await fetch(`${http.origin}${path}`, { method: "POST", headers, body });
    return { status: answer.status, ...((await answer.json()) as { code: string; error: string }) };
  };
  assert.deepEqual(await codeOf(post("/op-send", "{")), [400, "bad_request"]);
  assert.deepEqual(await codeOf(post("/op-send", JSON.stringify({ to: 7, body: "x" }))), [400, "bad_request"]);
  assert.deepEqual(await codeOf(post("/op-send", JSON.stringify({ to: "nobody", body: "x" }))), [
    404,
    "unknown_recipient",
  ]);
  assert.deepEqual(await codeOf(post("/op-send", JSON.stringify({ to: "coder", body: "x".repeat(70_000) }))), [
    413,
    "body_too_large",
  ]);
  assert.deepEqual(await codeOf(post("/op-send", JSON.stringify({ to: "coder", body: "x".repeat(1_100_000) }))), [
    413,
    "line_too_long",
  ]);
  const body = new Blob(["x".repeat(1_100_000)]).stream();
  const ofNoLength = { method: "POST", headers, body, duplex: "half" };
  const flood = await fetch(`${http.origin}/op-send`, ofNoLength);
  assert.deepEqual([flood.status, ((await flood.json()) as { code: string }).code], [413, "line_too_long"]);
  assert.deepEqual(await codeOf(post("/start", JSON.stringify({ name: "../etc" }))), [404, "unknown_agent"]);
  assert.deepEqual(await codeOf(post("/nowhere", "{}")), [404, "not_found"]);
  const wrong = await post("/op-send", JSON.stringify({ to: 7, body: "x" }));
  assert.match(wrong.error, /`to`/);
});

test("what is read of the hive is stored in no cache", async () => {
  await using http = await startHttp();
  const headers = { cookie: await http.session() };
  for (const path of ["/api/state", "/dashboard/history", "/api/agent-config/nobody"])
    assert.equal((await fetch(`${http.origin}${path}`, { headers })).headers.get("cache-control"), "no-store", path);
});

test("page controls become control messages for the harness", async () => {
  await using http = await startHttp();
  const headers = { cookie: await http.session(), origin: http.origin };
  await fetch(`${http.origin}/agent/coder/api/cancel`, { method: "POST", headers });
  await fetch(`${http.origin}/agent/coder/api/model`, {
    method: "POST",
    headers,
    body: new URLSearchParams({ model: "opus" }),
  });
  await fetch(`${http.origin}/agent/coder/api/model`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ model: "sonnet" }),
  });
  assert.deepEqual(http.controls, [
    { do: "cancel" },
    { do: "set_model", model: "opus" },
    { do: "set_model", model: "sonnet" },
  ]);
});

test("only built files are served, under a policy that allows no inline script and no foreign origin", async () => {
  await using http = await startHttp();
  const headers = { cookie: await http.session() };
  for (const path of ["/secret.stamp", "/assets/..%2fsecret.stamp", "/assets/%2e%2e/index.html", "/hive.sqlite"]) {
    assert.notEqual((await fetch(`${http.origin}${path}`, { headers })).status, 200, path);
  }
  const policy = (await fetch(`${http.origin}/`, { headers })).headers.get("content-security-policy") ?? "";
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe|\*|https?:/);
});

test("the OpenAPI document names every route of the API", () => {
  const { paths } = openApiDocument() as { paths: Record<string, unknown> };
  for (const path of [
    "/api/state",
    "/dashboard/history",
    "/op-send",
    "/start",
    "/kill",
    "/restart",
    "/pause",
    "/agent/{name}/api/state",
    "/agent/{name}/send",
  ]) {
    assert.ok(paths[path], path);
  }
});

async function codeOf(answer: Promise<{ status: number; code: string }>): Promise<[number, string]> {
  const { status, code } = await answer;
  return [status, code];
}

/** What a stream says up to its first `hello`, which stands after the replay. */
async function readStream(
  origin: string,
  headers: Record<string, string>,
  path = "/dashboard/stream",
): Promise<string> {
  const aborter = new AbortController();
  const answer = await fetch(`${origin}${path}`, { headers, signal: aborter.signal });
  let text = "";
  for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (text.includes("event: hello")) break;
  }
  aborter.abort();
  return text;
}

function statusWithHost(origin: string, host: string, cookie: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(`${origin}/api/state`, { headers: { host, cookie } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on("error", reject)
      .end();
  });
}
