import assert from "node:assert/strict";
import { test } from "node:test";
import { HiveError } from "@hyperhive/wire";
import { startLineServer, type Peer } from "../../test/line-server.ts";
import { createAgentClient } from "../agent-client.ts";
import { createHostClient } from "../host-client.ts";

function hasCode(code: string) {
  return (error: unknown) => error instanceof HiveError && error.code === code;
}

test("a stream yields each item in order until the core closes it, then throws connection_lost", async () => {
  await using server = await startLineServer((_, peer) => {
    peer.reply({});
    peer.reply({ do: "state", paused: false });
    peer.reply({ do: "steer", text: "left" });
    peer.end();
  });
  const client = createAgentClient({ socketPath: server.socketPath });
  const seen: unknown[] = [];
  await assert.rejects(async () => {
    for await (const item of client.stream("control", { boot_id: "b" })) seen.push(item);
  }, hasCode("connection_lost"));
  assert.deepEqual(seen, [
    { do: "state", paused: false },
    { do: "steer", text: "left" },
  ]);
});

test("an order that this version does not know reaches the reader as it came", async () => {
  await using server = await startLineServer((_, peer) => {
    peer.reply({});
    peer.reply({ do: "dance", steps: 3 });
  });
  const client = createAgentClient({ socketPath: server.socketPath });
  for await (const item of client.stream("control", { boot_id: "b" })) {
    assert.equal(item.do, "dance");
    break;
  }
});

test("leaving the loop closes the connection", async () => {
  await using server = await startLineServer((_, peer) => {
    peer.reply({});
    peer.reply({ do: "cancel" });
  });
  const client = createAgentClient({ socketPath: server.socketPath });
  for await (const item of client.stream("control", { boot_id: "b" })) {
    assert.deepEqual(item, { do: "cancel" });
    break;
  }
  await server.peers[0]?.closed;
});

test("an abort ends a waiting stream with the signal's reason", async () => {
  const opened = Promise.withResolvers<Peer>();
  await using server = await startLineServer((_, peer) => {
    peer.reply({});
    opened.resolve(peer);
  });
  const client = createAgentClient({ socketPath: server.socketPath });
  const controller = new AbortController();
  const reading = assert.rejects(async () => {
    for await (const _ of client.stream("control", { boot_id: "b" }, { signal: controller.signal })) continue;
  }, /going down/);
  const peer = await opened.promise;
  controller.abort(new Error("going down"));
  await reading;
  await peer.closed;
});

test("a stream that is refused rejects with the core's code", async () => {
  await using server = await startLineServer((_, peer) =>
    peer.reply({ ok: false, code: "unknown_agent", error: "no agent `codr`" }),
  );
  const client = createHostClient({ socketPath: server.socketPath });
  await assert.rejects(client.open("logs", { name: "codr", follow: true }), hasCode("unknown_agent"));
  await server.peers[0]?.closed;
});

test("a two-way stream sends input on the same connection and holds what came with the ok", async () => {
  await using server = await startLineServer((request, peer) => {
    if (request["cmd"] === "exec") peer.reply({});
    else if (request["stdin"] !== undefined) peer.reply({ stdout: request["stdin"] });
    else peer.reply({ exit_code: 3 });
  });
  const client = createHostClient({ socketPath: server.socketPath });
  const stream = await client.open("exec", { name: "coder", argv: ["cat"] });
  await stream.send({ stdin: "aGk=" });
  await stream.send({ eof: true });
  const seen: unknown[] = [];
  for await (const item of stream) {
    seen.push(item);
    if ("exit_code" in item) break;
  }
  assert.deepEqual(seen, [{ stdout: "aGk=" }, { exit_code: 3 }]);
  await assert.rejects(async () => await stream.send({ eof: true }), hasCode("connection_lost"));
});

test("a slow reader holds the core back instead of filling the memory, and misses nothing", async () => {
  const count = 20_000;
  await using server = await startLineServer((_, peer) => {
    peer.reply({ lines: [] });
    for (let n = 0; n < count; n += 1) peer.reply({ lines: [String(n)] });
  });
  const client = createHostClient({ socketPath: server.socketPath });
  const stream = await client.open("logs", { name: "coder", follow: true });
  let expected = 0;
  for await (const { lines } of stream) {
    assert.deepEqual(lines, [String(expected)]);
    expected += 1;
    if (expected === count) break;
  }
});

test("a line that is no JSON ends the call with bad_json, an endless one with line_too_long", async () => {
  await using server = await startLineServer((_, peer) =>
    peer.write(server.requests.length === 1 ? "hello\n" : "x".repeat(1024 * 1024 + 1)),
  );
  const client = createHostClient({ socketPath: server.socketPath });
  await assert.rejects(client.call("list", {}), hasCode("bad_json"));
  await assert.rejects(client.call("list", {}), hasCode("line_too_long"));
});
