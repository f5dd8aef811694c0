import assert from "node:assert/strict";
import { request, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { once } from "node:events";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import type { MessageHistory } from "@hyperhive/wire";
import { startHttp } from "./http.test-support.ts";

/** The answer as it comes over the wire; `fetch` would have unpacked it. */
async function read(http: Awaited<ReturnType<typeof startHttp>>, encodings: string) {
  const headers = { cookie: await http.session(), "accept-encoding": encodings };
  const [answer] = (await once(request(`${http.origin}/dashboard/history`, { headers }).end(), "response")) as [
    IncomingMessage,
  ];
  return { headers: answer.headers, status: answer.statusCode, body: await buffer(answer) };
}

const messagesIn = (body: Buffer) => (JSON.parse(body.toString()) as MessageHistory).messages.length;

test("a large answer comes zipped to a client that reads that, and as it is to any other", async () => {
  await using http = await startHttp();
  for (let n = 0; n < 60; n += 1) await http.broker.send({ from: "operator", to: "coder", body: `${n} `.repeat(200) });
  const zipped = await read(http, "gzip, br");
  assert.equal(zipped.status, 200);
  assert.equal(zipped.headers["content-encoding"], "gzip");
  assert.match(zipped.headers["content-type"] ?? "", /json/);
  assert.equal(messagesIn(gunzipSync(zipped.body)), 60);
  const plain = await read(http, "identity");
  assert.equal(plain.headers["content-encoding"], undefined);
  assert.equal(messagesIn(plain.body), 60);
  assert.ok(zipped.body.length < plain.body.length / 4);
});

test("a small answer stays as it is", async () => {
  await using http = await startHttp();
  const answer = await read(http, "gzip");
  assert.equal(answer.headers["content-encoding"], undefined);
  assert.equal(messagesIn(answer.body), 0);
});
