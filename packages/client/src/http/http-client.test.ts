import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { HiveError } from "@hyperhive/wire";
import { createHttpClient } from "./http-client.ts";

async function startServer(answer: (request: IncomingMessage, response: ServerResponse) => Promise<void> | void) {
  const server = createServer((request, response) => void answer(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

test("a write posts JSON to its path with the headers it was given", async () => {
  const seen: object[] = [];
  await using server = await startServer(async (request, response) => {
    const { method, url, headers } = request;
    seen.push({ method, url, origin: headers.origin, cookie: headers.cookie, body: await text(request) });
    response.end(JSON.stringify({ receipts: [], duplicate: false }));
  });
  const headers = { origin: server.baseUrl, cookie: "hive_session_1=x" };
  const client = createHttpClient({ baseUrl: server.baseUrl, headers });
  assert.deepEqual(await client.sendToAgent("coder", { body: "hi" }), { receipts: [], duplicate: false });
  assert.deepEqual(seen, [
    { method: "POST", url: "/agent/coder/send", origin: headers.origin, cookie: headers.cookie, body: '{"body":"hi"}' },
  ]);
});

test("a name cannot lead out of its path", async () => {
  const seen: (string | undefined)[] = [];
  await using server = await startServer((request, response) => {
    seen.push(request.url);
    response.end("{}");
  });
  await createHttpClient({ baseUrl: server.baseUrl }).agentState("../../kill?x=");
  assert.deepEqual(seen, ["/agent/..%2F..%2Fkill%3Fx%3D/api/state"]);
});

test("an error answer becomes the HiveError that it carries", async () => {
  await using server = await startServer((_, response) => {
    response.writeHead(404).end(JSON.stringify({ ok: false, error: "no agent `codr`", code: "unknown_agent" }));
  });
  await assert.rejects(createHttpClient({ baseUrl: server.baseUrl }).start("codr"), (error) => {
    assert.ok(error instanceof HiveError && error.code === "unknown_agent");
    assert.equal(error.message, "no agent `codr`");
    return true;
  });
});

test("an answer that is not the API's is told apart from one that is", async () => {
  await using server = await startServer((request, response) => {
    response.writeHead(request.url === "/api/state" ? 200 : 502).end("<html>");
  });
  const client = createHttpClient({ baseUrl: server.baseUrl });
  await assert.rejects(client.state(), (error) => error instanceof HiveError && error.code === "bad_json");
  await assert.rejects(client.history(), /status 502/);
});

test("a core that is away is core_unreachable, an abort keeps its reason", async () => {
  const server = await startServer(() => {});
  const aborted = createHttpClient({ baseUrl: server.baseUrl }).state({ signal: AbortSignal.abort(new Error("left")) });
  await assert.rejects(aborted, /left/);
  await server[Symbol.asyncDispose]();
  await assert.rejects(
    createHttpClient({ baseUrl: server.baseUrl }).state(),
    (error) => error instanceof HiveError && error.code === "core_unreachable",
  );
});
