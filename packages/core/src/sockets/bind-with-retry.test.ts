import assert from "node:assert/strict";
import { createServer, type AddressInfo, type Server } from "node:net";
import { test, type TestContext } from "node:test";
import { atEndOf } from "../at-end-of.test-support.ts";
import { bindWithRetry, isTaken } from "./bind-with-retry.ts";

// An address where nobody else on this machine listens or connects from: a port that is given up stays free.
const host = "127.0.77.1";
const signal = new AbortController().signal;

function server(t: TestContext): Server {
  const made = createServer();
  atEndOf(t, () => made.close());
  return made;
}

async function takenPort(t: TestContext): Promise<{ holder: Server; port: number }> {
  const holder = server(t);
  await bindWithRetry(holder, { host, port: 0, signal });
  return { holder, port: (holder.address() as AddressInfo).port };
}

test("a port that a predecessor gives up is bound at the next try", async (t) => {
  const { holder, port } = await takenPort(t);
  const waits: number[] = [];
  const wait = async (ms: number) => {
    waits.push(ms);
    if (waits.length === 3) await new Promise((done) => void holder.close(done));
  };
  const successor = server(t);
  await bindWithRetry(successor, { host, port, signal, wait });
  assert.deepEqual(waits, [250, 500, 1000]);
  assert.equal((successor.address() as AddressInfo).port, port);
});

test("a port that stays taken is given up after twelve tries", async (t) => {
  const { port } = await takenPort(t);
  const waits: number[] = [];
  let told = 0;
  const trying = bindWithRetry(server(t), {
    host,
    port,
    signal,
    wait: async (ms) => void waits.push(ms),
    onTaken: () => void told++,
  });
  await assert.rejects(trying, (error) => isTaken(error));
  assert.deepEqual([waits.length, told, Math.max(...waits)], [11, 11, 2000]);
});

test("any other failure is told at once", async (t) => {
  const wait = () => assert.fail("it must not wait");
  await assert.rejects(bindWithRetry(server(t), { host: "192.0.2.1", port: 0, signal, wait }), {
    code: "EADDRNOTAVAIL",
  });
});

test("a core that stops ends the tries", async (t) => {
  const { port } = await takenPort(t);
  const stop = new AbortController();
  const wait = async () => stop.abort(new Error("stopping"));
  await assert.rejects(bindWithRetry(server(t), { host, port, signal: stop.signal, wait }), /stopping/);
});
