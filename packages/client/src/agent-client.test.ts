import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { test } from "node:test";
import { HiveError } from "@hyperhive/wire";
import { fakeTiming } from "../test/fake-timing.ts";
import { startLineServer } from "../test/line-server.ts";
import { createAgentClient } from "./agent-client.ts";
import { createHostClient } from "./host-client.ts";

const RECEIPT = { receipts: [{ id: 1, to: "coder", state: "queued" }], duplicate: false };

function hasCode(code: string) {
  return (error: unknown) => error instanceof HiveError && error.code === code;
}

test("a call writes one line and resolves with the fields of its answer", async () => {
  await using server = await startLineServer((_, peer) => peer.reply(RECEIPT));
  const client = createAgentClient({ socketPath: server.socketPath });
  assert.deepEqual(await client.call("send", { to: "coder", body: "hi" }), RECEIPT);
  assert.deepEqual(server.requests, [{ cmd: "send", to: "coder", body: "hi" }]);
  client.close();
});

test("calls one after another share a connection, calls at once have one each", async () => {
  await using server = await startLineServer((_, peer) => peer.reply(RECEIPT));
  const client = createAgentClient({ socketPath: server.socketPath });
  const send = async () => await client.call("send", { to: "coder", body: "hi", key: "k" });
  await send();
  await send();
  assert.equal(server.peers.length, 1);
  await Promise.all([send(), send(), send()]);
  assert.equal(server.peers.length, 3);
  client.close();
});

test("a failed response rejects with the core's code and text", async () => {
  await using server = await startLineServer((_, peer) =>
    peer.reply({ ok: false, code: "unknown_recipient", error: "nobody is `codr`" }),
  );
  const client = createAgentClient({ socketPath: server.socketPath });
  await assert.rejects(client.call("send", { to: "codr", body: "hi" }), (error) => {
    assert.ok(hasCode("unknown_recipient")(error));
    assert.match(String(error), /nobody is `codr`/);
    return true;
  });
  assert.equal(server.requests.length, 1);
  client.close();
});

test("a request of the wrong shape is refused before it is written", async () => {
  await using server = await startLineServer((_, peer) => peer.reply(RECEIPT));
  const client = createAgentClient({ socketPath: server.socketPath });
  await assert.rejects(client.call("send", { to: "", body: "hi" }), hasCode("bad_request"));
  await assert.rejects(client.call("send", { to: "coder", body: "x".repeat(65 * 1024) }), hasCode("body_too_large"));
  assert.equal(server.requests.length, 0);
});

test("an answer of another wire version is refused before its `ok` is read", async () => {
  await using server = await startLineServer((_, peer) =>
    peer.reply({ version: 2, ok: false, error: "x", code: "busy" }),
  );
  const client = createAgentClient({ socketPath: server.socketPath });
  await assert.rejects(client.call("whoami", {}), hasCode("wire_version"));
});

test("unknown keys are dropped and words of a newer core survive", async () => {
  await using server = await startLineServer((_, peer) =>
    peer.reply({
      receipts: [{ id: 1, to: "coder", state: "teleported", colour: "red" }],
      duplicate: false,
    }),
  );
  const client = createAgentClient({ socketPath: server.socketPath });
  const receipt = await client.call("send", { to: "coder", body: "hi" });
  assert.equal(receipt.receipts[0]?.state, "teleported");
});

test("an answer without a field that must be there is named as a bug", async () => {
  await using server = await startLineServer((_, peer) => peer.reply({ duplicate: "no" }));
  const client = createAgentClient({ socketPath: server.socketPath });
  await assert.rejects(client.call("send", { to: "coder", body: "hi" }), (error) => {
    assert.ok(hasCode("internal")(error));
    assert.match(String(error), /`send`.*`receipts`/);
    return true;
  });
});

test("every outstanding call rejects with connection_lost when the core goes", async () => {
  const arrived = Promise.withResolvers<void>();
  await using server = await startLineServer(() => {
    if (server.requests.length === 3) arrived.resolve();
  });
  const client = createAgentClient({ socketPath: server.socketPath, retry: "never" });
  const calls = [1, 2, 3].map(async () => await client.call("recv", { wait_seconds: 180 }));
  const settled = Promise.allSettled(calls);
  await arrived.promise;
  await server.stop();
  for (const result of await settled) {
    assert.equal(result.status, "rejected");
    assert.ok(result.status === "rejected" && hasCode("connection_lost")(result.reason));
  }
});

test("closing the client settles its outstanding calls", async () => {
  const arrived = Promise.withResolvers<void>();
  await using server = await startLineServer(() => arrived.resolve());
  const client = createAgentClient({ socketPath: server.socketPath, retry: "never" });
  const call = client.call("recv", { wait_seconds: 180 });
  const rejected = assert.rejects(call, hasCode("connection_lost"));
  await arrived.promise;
  client.close();
  await rejected;
});

test("an aborted call rejects with the signal's reason and closes its connection", async () => {
  const arrived = Promise.withResolvers<void>();
  await using server = await startLineServer(() => arrived.resolve());
  const client = createAgentClient({ socketPath: server.socketPath });
  const controller = new AbortController();
  const call = client.call("recv", { wait_seconds: 180 }, { signal: controller.signal });
  const rejected = assert.rejects(call, /enough/);
  await arrived.promise;
  controller.abort(new Error("enough"));
  await rejected;
  await server.peers[0]?.closed;
});

test("a core that is away is tried after 2, 4, 8, 16 and 30 s and then given up", async () => {
  await using server = await startLineServer(() => {});
  await server.stop();
  const timing = fakeTiming();
  const client = createAgentClient({ socketPath: server.socketPath, timing });
  await assert.rejects(client.call("whoami", {}), hasCode("core_unreachable"));
  assert.deepEqual(timing.slept, [2000, 4000, 8000, 16_000, 30_000]);
});

test("with `forever` a call outlasts the budget and is answered when the core is back", async () => {
  await using server = await startLineServer((_, peer) => peer.reply(RECEIPT));
  await server.stop();
  const timing = fakeTiming(async (count) => {
    if (count === 8) await server.listen();
  });
  const client = createAgentClient({ socketPath: server.socketPath, timing, retry: "forever" });
  assert.deepEqual(await client.call("send", { to: "coder", body: "hi" }), RECEIPT);
  assert.equal(timing.slept.at(-1), 30_000);
  client.close();
});

test("a recv whose answer is lost is sent again", async () => {
  await using server = await startLineServer((_, peer) => {
    if (server.requests.length === 1) peer.drop();
    else peer.reply({ messages: [], queued: 0 });
  });
  const client = createAgentClient({ socketPath: server.socketPath, timing: fakeTiming() });
  assert.deepEqual(await client.call("recv", {}), { messages: [], queued: 0 });
  assert.equal(server.requests.length, 2);
  client.close();
});

test("a send without a key is never written twice", async () => {
  await using server = await startLineServer((_, peer) => peer.drop());
  const client = createAgentClient({ socketPath: server.socketPath, timing: fakeTiming() });
  await assert.rejects(
    client.call("send", { to: "coder", body: "hi" }, { retry: "forever" }),
    hasCode("connection_lost"),
  );
  assert.equal(server.requests.length, 1);
});

test("a send with a key is written again after its answer was lost", async () => {
  await using server = await startLineServer((_, peer) => {
    if (server.requests.length === 1) peer.drop();
    else peer.reply({ ...RECEIPT, duplicate: true });
  });
  const client = createAgentClient({ socketPath: server.socketPath, timing: fakeTiming() });
  const receipt = await client.call("send", { to: "coder", body: "hi", key: "k" });
  assert.equal(receipt.duplicate, true);
  client.close();
});

test("an idle connection that died is replaced at once, without a pause", async () => {
  await using server = await startLineServer((_, peer) => {
    if (server.requests.length === 2) peer.drop();
    else peer.reply({ agents: ["manager"] });
  });
  const client = createHostClient({ socketPath: server.socketPath });
  await client.call("list", {});
  assert.deepEqual(await client.call("list", {}), { agents: ["manager"] });
  assert.equal(server.peers.length, 2);
  client.close();
});

test("a core that is stopping is tried again, because it did nothing", async () => {
  await using server = await startLineServer((_, peer) => {
    if (server.requests.length > 1) peer.reply(RECEIPT);
    else peer.reply({ ok: false, code: "shutting_down", error: "stopping" });
  });
  const client = createAgentClient({ socketPath: server.socketPath, timing: fakeTiming() });
  assert.deepEqual(await client.call("send", { to: "coder", body: "hi" }), RECEIPT);
  client.close();
});

test("a missing socket and a dead one are told apart, with advice", async () => {
  await using server = await startLineServer(() => {});
  await server.stop();
  const missing = createHostClient({ socketPath: server.socketPath });
  await assert.rejects(missing.call("list", {}), (error) => {
    assert.ok(hasCode("core_unreachable")(error));
    assert.match(String(error), /does not exist.*npm start.*hive-c0re serve/);
    return true;
  });
  const dead = `${server.socketPath}.dead`;
  await writeFile(dead, "");
  await assert.rejects(createHostClient({ socketPath: dead }).call("list", {}), (error) => {
    assert.ok(hasCode("core_unreachable")(error));
    assert.match(String(error), /nobody listens/);
    return true;
  });
});
