import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, request, type IncomingMessage, type RequestListener, type RequestOptions } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { text } from "node:stream/consumers";
import { toAgentName } from "@hyperhive/wire";
import { pino } from "pino";
import { atEndOf } from "../at-end-of.test-support.ts";
import { Secret } from "../config/secret.ts";
import { createModelGateway } from "./model-gateway.ts";
import type { ModelUsage } from "./usage-meter.ts";

const KEY = "made-up-hive-key";

/** A gateway on a unix socket in front of an upstream that the test plays. */
async function startGateway(t: TestContext, upstream: RequestListener | URL, base = "") {
  const dir = mkdtempSync(join(tmpdir(), "hive-gateway-"));
  const url = upstream instanceof URL ? upstream : await listen(t, upstream, base);
  const used: [string, ModelUsage][] = [];
  const firstUse = Promise.withResolvers<ModelUsage>();
  const logged: string[] = [];
  const log = pino({ level: "trace" }, { write: (line: string) => void logged.push(line) });
  const gateway = createModelGateway({
    upstream: { url, key: new Secret(KEY) },
    onUsage: (agent, usage) => {
      used.push([agent, usage]);
      firstUse.resolve(usage);
    },
    log,
  });
  const server = gateway.serverFor(toAgentName("coder"));
  const socketPath = join(dir, "model.sock");
  await new Promise<void>((ready) => void server.listen(socketPath, ready));
  atEndOf(t, () => {
    server.close();
    server.closeAllConnections();
    gateway.close();
    rmSync(dir, { recursive: true });
  });
  return { socketPath, used, firstUse: firstUse.promise, logged };
}

async function listen(t: TestContext, listener: RequestListener, base: string): Promise<URL> {
  const server = createServer(listener);
  await new Promise<void>((ready) => void server.listen(0, "127.0.0.1", ready));
  atEndOf(t, () => {
    server.close();
    server.closeAllConnections();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`);
}

async function ask(socketPath: string, options: RequestOptions, body = ""): Promise<IncomingMessage> {
  const asking = request({ socketPath, method: "POST", path: "/v1/messages", ...options });
  asking.end(body);
  const [answer] = (await once(asking, "response")) as [IncomingMessage];
  return answer;
}

test("the agent's own credential is dropped and the hive's is added", async (t) => {
  let seen: IncomingMessage | undefined;
  const { socketPath, logged } = await startGateway(t, (asked, answer) => {
    seen = asked;
    answer.end("{}");
  });
  const headers = {
    "x-api-key": "cage-key",
    authorization: "Bearer cage",
    cookie: "a=b",
    "anthropic-version": "2023-06-01",
  };
  await text(await ask(socketPath, { headers }));
  assert.equal(seen?.headers["x-api-key"], KEY);
  assert.equal(seen?.headers.authorization, undefined);
  assert.equal(seen?.headers.cookie, undefined);
  assert.equal(seen?.headers["anthropic-version"], "2023-06-01");
  assert.doesNotMatch(logged.join(""), new RegExp(KEY));
});

test("a base path of the upstream stays in front", async (t) => {
  const paths: (string | undefined)[] = [];
  const { socketPath } = await startGateway(
    t,
    (asked, answer) => void (paths.push(asked.url), answer.end("{}")),
    "/proxy/",
  );
  await text(await ask(socketPath, { path: "/v1/messages?beta=true" }));
  assert.deepEqual(paths, ["/proxy/v1/messages?beta=true"]);
});

test("nothing but the model's paths reaches the upstream", async (t) => {
  let asked = 0;
  const { socketPath } = await startGateway(t, (_, answer) => void (asked++, answer.end("{}")));
  for (const path of [
    "/",
    "/v1/../admin",
    "/v1/%2e%2e/admin",
    "/v1/..%2fadmin",
    "/v1/a%00",
    "http://example.org/admin",
    "/v2/messages",
  ]) {
    const answer = await ask(socketPath, { path });
    assert.equal(answer.statusCode, 404, path);
    assert.match(await text(answer), /not_found_error/);
  }
  assert.equal((await ask(socketPath, { path: "/", method: "HEAD" })).statusCode, 200);
  assert.equal(asked, 0);
});

test("the first byte arrives before the last is sent", async (t) => {
  const finish = Promise.withResolvers<void>();
  const { socketPath } = await startGateway(t, (_, answer) => {
    answer.writeHead(200, { "content-type": "text/event-stream" });
    answer.write("event: ping\n\n");
    void finish.promise.then(() => answer.end("event: done\n\n"));
  });
  const answer = await ask(socketPath, {});
  const [first] = (await once(answer, "data")) as [Buffer];
  assert.equal(first.toString(), "event: ping\n\n");
  finish.resolve();
  assert.equal(await text(answer), "event: done\n\n");
});

test("headers arrive before the first byte of the body", async (t) => {
  const { socketPath } = await startGateway(t, (_, answer) =>
    answer.writeHead(200, { "request-id": "r1" }).flushHeaders(),
  );
  const answer = await ask(socketPath, {});
  assert.equal(answer.headers["request-id"], "r1");
  answer.destroy();
});

test("a client that hangs up in the middle aborts the upstream", async (t) => {
  const cut = Promise.withResolvers<void>();
  const { socketPath } = await startGateway(t, (_, answer) => {
    answer.write("first");
    answer.on("close", () => cut.resolve());
  });
  const answer = await ask(socketPath, {});
  await once(answer, "data");
  answer.destroy();
  await cut.promise;
});

test("a client that hangs up before the answer aborts the upstream", async (t) => {
  const reached = Promise.withResolvers<void>();
  const cut = Promise.withResolvers<void>();
  const { socketPath } = await startGateway(t, (asked) => {
    asked.on("close", () => cut.resolve());
    reached.resolve();
  });
  const asking = request({ socketPath, method: "POST", path: "/v1/messages" });
  asking.on("error", () => undefined);
  asking.end("{}");
  await reached.promise;
  asking.destroy();
  await cut.promise;
});

test("an upstream that breaks off cuts the client's stream", async (t) => {
  const { socketPath, firstUse } = await startGateway(t, (_, answer) => {
    answer.writeHead(200, { "content-type": "text/event-stream" });
    answer.write('data: {"type":"message_start","message":{"usage":{"input_tokens":7,"output_tokens":1}}}\n\n');
    setImmediate(() => answer.destroy());
  });
  const answer = await ask(socketPath, {});
  await assert.rejects(text(answer), { code: "ECONNRESET" });
  assert.equal((await firstUse).inputTokens, 7);
});

test("an upstream that is away is told in Anthropic's error form", async (t) => {
  const { socketPath, logged } = await startGateway(t, new URL("http://127.0.0.1:1"));
  const answer = await ask(socketPath, {}, "{}");
  assert.equal(answer.statusCode, 502);
  const body = JSON.parse(await text(answer)) as { type: string; error: { type: string } };
  assert.deepEqual([body.type, body.error.type], ["error", "model_unavailable"]);
  assert.match(logged.join(""), /the model upstream failed/);
  assert.doesNotMatch(logged.join(""), new RegExp(KEY));
});

test("usage of a streamed answer is counted once, by its last figures", async (t) => {
  const { socketPath, used } = await startGateway(t, (_, answer) => {
    answer.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
    const start =
      '{"type":"message_start","message":{"usage":{"input_tokens":10,"cache_read_input_tokens":20,"cache_creation_input_tokens":5,"output_tokens":1}}}';
    const stream = `event: message_start\ndata: ${start}\n\nevent: message_delta\ndata: {"type":"message_delta","usage":{"output_tokens":42}}\n\n`;
    for (const piece of stream.match(/[^]{1,7}/g) ?? []) answer.write(piece);
    answer.end();
  });
  await text(await ask(socketPath, { path: "/v1/messages?beta=true" }));
  assert.deepEqual(used, [["coder", { inputTokens: 10, outputTokens: 42, cacheReadTokens: 20, cacheWriteTokens: 5 }]]);
});

test("usage of a whole answer is counted, a count of tokens is not", async (t) => {
  const { socketPath, used } = await startGateway(t, (_, answer) => {
    answer.writeHead(200, { "content-type": "application/json" }).end('{"usage":{"input_tokens":3,"output_tokens":4}}');
  });
  await text(await ask(socketPath, {}));
  await text(await ask(socketPath, { path: "/v1/messages/count_tokens" }));
  assert.deepEqual(used, [["coder", { inputTokens: 3, outputTokens: 4, cacheReadTokens: 0, cacheWriteTokens: 0 }]]);
});

test("an upstream that shows the credential in its answer shows it to no cage, in whatever pieces it comes", async (t) => {
  const { socketPath } = await startGateway(t, (asked, answer) => {
    const key = String(asked.headers["x-api-key"]);
    answer.writeHead(400, { "content-type": "application/json", "x-debug": `key=${key}` });
    answer.write(`{"bad": "${key}", "again": "${key.slice(0, 5)}`);
    // The second half in a packet of its own.
    setImmediate(() => answer.end(`${key.slice(5)}", "mad": "made"}`));
  });
  const answer = await ask(socketPath, {});
  const blot = "*".repeat(KEY.length);
  assert.equal(answer.headers["x-debug"], `key=${blot}`);
  assert.equal(await text(answer), `{"bad": "${blot}", "again": "${blot}", "mad": "made"}`);
});

test("a method that the model's API does not know never reaches the upstream", async (t) => {
  let asked = 0;
  const { socketPath } = await startGateway(t, (_, answer) => (asked++, answer.end("{}")));
  for (const method of ["TRACE", "OPTIONS", "PUT", "PROPFIND"]) {
    assert.equal((await ask(socketPath, { method })).statusCode, 404);
  }
  assert.equal(asked, 0);
  assert.equal((await ask(socketPath, { method: "GET", path: "/v1/models" })).statusCode, 200);
});
