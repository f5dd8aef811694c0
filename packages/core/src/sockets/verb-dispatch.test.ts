import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { HiveError, hostVerbs, MAX_LINE_BYTES, type VerbTable } from "@hyperhive/wire";
import { pino } from "pino";
import { z } from "zod";
import { atEndOf } from "../at-end-of.test-support.ts";
import { createLineServer } from "./line-server.ts";
import { listenOnSocket } from "./listen-on-socket.ts";
import { rawClient as client } from "./raw-client.test-support.ts";
import { serveVerbs } from "./verb-dispatch.ts";
import type { Handlers } from "./verb-handlers.ts";

const table = {
  echo: { summary: "", request: z.object({ text: z.string() }), response: z.object({ text: z.string() }) },
  name: { summary: "", request: hostVerbs.restart.request, response: z.object({}) },
  wait: { summary: "", request: z.object({}), response: z.object({ woken: z.string() }) },
  break: { summary: "", request: z.object({}), response: z.object({}) },
  flood: { summary: "", request: z.object({}), response: z.object({ text: z.string() }) },
  count: {
    summary: "",
    request: z.object({ to: z.number() }),
    response: z.object({}),
    item: z.object({ n: z.number() }),
    input: z.object({ skip: z.number() }),
  },
} as const satisfies VerbTable;

type Waits = { started: PromiseWithResolvers<void>; ended: PromiseWithResolvers<void> };

const handlers: Handlers<typeof table, Waits> = {
  echo: ({ text }) => ({ text }),
  name: () => ({}),
  async wait(_, { started, ended }, { signal }) {
    started.resolve();
    if (!signal.aborted) await once(signal, "abort");
    ended.resolve();
    return { woken: "by the signal" };
  },
  break() {
    throw new Error("a bug with a secret");
  },
  flood: () => ({ text: "x".repeat(MAX_LINE_BYTES) }),
  count({ to }) {
    if (to < 0) throw new HiveError("bad_request", "`to`: expected 0 or more");
    if (to === 0) return { response: {} };
    return {
      response: {},
      async stream(channel) {
        for (let n = 1; n <= to; n++) await channel.push({ n });
        for await (const { skip } of channel.inputs()) await channel.push({ n: to + skip });
      },
    };
  },
};

async function startServer(t: TestContext, maxConnections = 8) {
  const dir = mkdtempSync(join(tmpdir(), "hive-lines-"));
  const path = join(dir, "a.sock");
  const log = pino({ level: "silent" });
  const waits: Waits = { started: Promise.withResolvers(), ended: Promise.withResolvers() };
  const server = createLineServer({
    log,
    maxConnections,
    serve: (connection) => serveVerbs(connection, { table, handlers, caller: waits, log }),
  });
  await listenOnSocket(server.net, { path, mode: 0o600 });
  atEndOf(t, async () => {
    await server.close();
    rmSync(dir, { recursive: true });
  });
  return { path, server, waits };
}

test("every kind of bad input is answered with its code and the connection goes on", async (t) => {
  const { path } = await startServer(t);
  const raw = client(t, path);
  const cases: [string | object, string, RegExp][] = [
    ["not json", "bad_json", /expected one JSON object per line, got "not json"/],
    ["[1]", "bad_json", /expected one JSON object/],
    ["", "bad_json", /expected one JSON object/],
    [{ text: "hi" }, "bad_request", /`cmd`/],
    [{ cmd: 7 }, "bad_request", /`cmd`/],
    [{ cmd: "fly" }, "unknown_command", /no `cmd` "fly"; it has echo, name/],
    [{ cmd: "toString" }, "unknown_command", /toString/],
    [{ cmd: "__proto__" }, "unknown_command", /__proto__/],
    [{ cmd: "echo", text: 7 }, "bad_request", /`text`/],
    [{ cmd: "echo" }, "bad_request", /`text`/],
    [{ cmd: "count", to: -1 }, "bad_request", /`to`/],
    ["x".repeat(MAX_LINE_BYTES + 1), "line_too_long", /1 MiB/],
  ];
  for (const [line, code, error] of cases) {
    const answer = await raw.ask(line);
    assert.deepEqual([answer.version, answer.ok, answer.code], [1, false, code]);
    assert.match(answer.error ?? "", error);
  }
  assert.deepEqual(await raw.ask({ cmd: "echo", text: "still here", unknown: 1 }), {
    version: 1,
    ok: true,
    text: "still here",
  });
});

test("a name that could be a path or an option is refused as a name", async (t) => {
  const raw = client(t, (await startServer(t)).path);
  for (const name of ["..", "a/b", "-rf", "Coder", "a".repeat(64), "", "a\0b", "co der"]) {
    const answer = await raw.ask({ cmd: "name", name });
    assert.deepEqual([answer.ok, answer.code], [false, "invalid_name"], JSON.stringify(name));
    assert.match(answer.error ?? "", /`name`: expected/);
  }
  assert.equal((await raw.ask({ cmd: "name", name: "a".repeat(63) })).ok, true);
});

test("a bug is told as internal without its words", async (t) => {
  const answer = await client(t, (await startServer(t)).path).ask({ cmd: "break" });
  assert.equal(answer.code, "internal");
  assert.doesNotMatch(answer.error ?? "", /secret/);
});

test("an answer over the line limit becomes an error instead of a broken stream", async (t) => {
  const raw = client(t, (await startServer(t)).path);
  assert.equal((await raw.ask({ cmd: "flood" })).code, "line_too_long");
  assert.equal((await raw.ask({ cmd: "echo", text: "a" })).ok, true);
});

test("requests sent ahead are answered in order", async (t) => {
  const raw = client(t, (await startServer(t)).path);
  raw.socket.write(
    Array.from({ length: 300 }, (_, n) => `${JSON.stringify({ cmd: "echo", text: String(n) })}\n`).join(""),
  );
  for (let n = 0; n < 300; n++) assert.equal((await raw.next())?.text, String(n));
});

test("a client that closes its side still gets its answers", async (t) => {
  const raw = client(t, (await startServer(t)).path);
  raw.socket.end(`${JSON.stringify({ cmd: "echo", text: "last words" })}\n`);
  assert.equal((await raw.next())?.text, "last words");
  assert.equal(await raw.next(), undefined);
});

test("a client that hangs up ends its wait", async (t) => {
  const { path, waits } = await startServer(t);
  const raw = client(t, path);
  raw.socket.write('{"cmd":"wait"}\n');
  await waits.started.promise;
  raw.socket.destroy();
  await waits.ended.promise;
});

test("a closing server ends every wait, sends its answer and hangs up", async (t) => {
  const { path, server, waits } = await startServer(t);
  const raw = client(t, path);
  const answer = raw.ask({ cmd: "wait" });
  await waits.started.promise;
  await server.close();
  assert.equal((await answer).woken, "by the signal");
  assert.equal(await raw.next(), undefined);
});

test("a stream verb takes the connection over after its ok", async (t) => {
  const raw = client(t, (await startServer(t)).path);
  assert.deepEqual(await raw.ask({ cmd: "count", to: 2 }), { version: 1, ok: true });
  assert.equal((await raw.next())?.n, 1);
  assert.equal((await raw.next())?.n, 2);
  assert.equal((await raw.ask({ skip: "one" })).code, "bad_request");
  assert.equal((await raw.ask({ skip: 5 })).n, 7);
  raw.socket.end();
  assert.equal(await raw.next(), undefined);
});

test("a stream verb that needs no stream leaves the connection as it was", async (t) => {
  const raw = client(t, (await startServer(t)).path);
  assert.equal((await raw.ask({ cmd: "count", to: 0 })).ok, true);
  assert.equal((await raw.ask({ cmd: "echo", text: "a" })).text, "a");
});

test("a connection over the limit is told so, the others go on", async (t) => {
  const { path } = await startServer(t, 1);
  const first = client(t, path);
  await first.ask({ cmd: "echo", text: "a" });
  const second = client(t, path);
  // Far more than a socket holds: what is not read would turn the refusal into a reset.
  for (let n = 0; n < 20; n++) second.send({ cmd: "echo", text: "x".repeat(60_000) });
  assert.equal((await second.next())?.code, "too_many");
  assert.equal(await second.next(), undefined);
  assert.equal((await first.ask({ cmd: "echo", text: "b" })).text, "b");
});
