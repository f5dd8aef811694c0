import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { systemClock } from "../clock.ts";
import { startModelRelay } from "./model-relay.ts";

/** A relay in front of a gateway on a real unix socket. */
async function stage(gateway: RequestListener, patienceMs = 60_000) {
  const dir = await mkdtemp(join(tmpdir(), "relay-"));
  const socketPath = join(dir, "model.sock");
  const server = createServer(gateway);
  const relay = await startModelRelay({ socketPath, clock: systemClock, patienceMs });
  return {
    relay,
    async listen() {
      server.listen(socketPath);
      await once(server, "listening");
    },
    ask: async (headers: Record<string, string> = { "x-api-key": relay.key }, init: RequestInit = {}) =>
      await fetch(`${relay.url}/v1/messages?beta=true`, { method: "POST", body: "question", ...init, headers }),
    async [Symbol.asyncDispose]() {
      await relay.close();
      server.closeAllConnections();
      server.close();
      await rm(dir, { recursive: true });
    },
  };
}

test("a request passes with its path, body and headers, but without the key", async () => {
  await using at = await stage((request, response) => {
    const { "x-api-key": key, authorization, "x-mine": mine } = request.headers;
    void text(request).then((body) =>
      response.end(JSON.stringify({ url: request.url, body, key, authorization, mine })),
    );
  });
  await at.listen();
  const expected = { url: "/v1/messages?beta=true", body: "question", mine: "1" };
  assert.deepEqual(await (await at.ask({ "x-api-key": at.relay.key, "x-mine": "1" })).json(), expected);
  assert.deepEqual(await (await at.ask({ authorization: `Bearer ${at.relay.key}`, "x-mine": "1" })).json(), expected);
});

test("nobody passes without the key", async () => {
  let reached = 0;
  await using at = await stage((_, response) => {
    reached += 1;
    response.end();
  });
  await at.listen();
  const strangers: Record<string, string>[] = [
    {},
    { "x-api-key": "sk-other" },
    { authorization: "Bearer x" },
    { authorization: at.relay.key },
  ];
  for (const headers of strangers) {
    const response = await at.ask(headers);
    assert.equal(response.status, 401);
    assert.partialDeepStrictEqual(await response.json(), { type: "error", error: { type: "authentication_error" } });
  }
  assert.equal(reached, 0);
});

test("an answer is handed on piece by piece as it comes", async () => {
  const more = Promise.withResolvers<void>();
  await using at = await stage((_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write("first");
    void more.promise.then(() => response.end("second"));
  });
  await at.listen();
  const response = await at.ask();
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  assert.equal((await reader?.read())?.value, "first");
  more.resolve();
  assert.equal((await reader?.read())?.value, "second");
});

test("a request is held while the core is away and answered when it is back", async () => {
  await using at = await stage((_, response) => response.end("here again"));
  const asking = at.ask();
  await at.listen();
  assert.equal(await (await asking).text(), "here again");
});

test("a core that stays away is told to claude as an overload, which it tries again", async () => {
  await using at = await stage((_, response) => response.end(), 0);
  const response = await at.ask();
  assert.equal(response.status, 529);
  assert.partialDeepStrictEqual(await response.json(), { type: "error", error: { type: "overloaded_error" } });
});

test("an answer that breaks off in the middle does not look whole", async () => {
  await using at = await stage((_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write("half", () => response.destroy());
  });
  await at.listen();
  const response = await at.ask();
  await assert.rejects(response.text());
});

test("claude going away ends the request at the gateway", async () => {
  const [arrived, left] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await using at = await stage((_, response) => {
    response.on("close", left.resolve);
    arrived.resolve();
  });
  await at.listen();
  const leaving = new AbortController();
  const asking = at.ask(undefined, { signal: leaving.signal });
  await arrived.promise;
  leaving.abort();
  await assert.rejects(asking);
  await left.promise;
});

test("the end of a rate limit is read from the answer that told of it", async () => {
  await using at = await stage((_, response) => response.writeHead(429, { "retry-after": "100" }).end());
  await at.listen();
  assert.equal(at.relay.rateLimitedUntil(), undefined);
  const before = Date.now();
  assert.equal((await at.ask()).status, 429);
  const until = at.relay.rateLimitedUntil() ?? 0;
  assert.ok(until >= before + 100_000 && until <= Date.now() + 100_000);
});
