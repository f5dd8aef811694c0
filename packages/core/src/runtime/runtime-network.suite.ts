import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { networkInterfaces } from "node:os";
import { test } from "node:test";
import type { NetworkMode } from "./runtime.ts";
import { openStage, type Stage, type SuiteHost } from "./suite-stage.ts";

/** Tests of the network modes. */
export function testNetwork(host: SuiteHost): void {
  test("`none` has a loopback and nothing else", async () => {
    await using stage = await startWith(host, "none");
    assert.deepEqual(await interfaces(stage), ["lo"]);
    assert.equal((await stage.run(["cat", "/etc/resolv.conf"])).stdout, "");
    assert.equal((await stage.node(ECHO_OVER_LOOPBACK)).stdout, "pong\n");
  });

  test("`internet` has its own interface, a route out and a resolver", async () => {
    await using stage = await startWith(host, "internet");
    assert.deepEqual(await interfaces(stage), ["lo", "tap0"]);
    assert.match((await stage.run(["cat", "/proc/net/route"])).stdout, /^tap0\t00000000\t0202000A\t/m);
    assert.equal((await stage.run(["cat", "/etc/resolv.conf"])).stdout, "nameserver 10.0.2.3\n");
    assert.equal((await stage.node(ECHO_OVER_LOOPBACK)).stdout, "pong\n");
  });

  test("`internet` reaches a server on an address of the host that is no loopback", async (context) => {
    const address = outwardAddress();
    if (!address) return context.skip("this host has a loopback only");
    await using server = await listen({ host: address, port: 0 });
    await using stage = await startWith(host, "internet");
    assert.equal(await reach(stage, { host: address, port: server.port }), "connected");
  });

  test("`internet` does not reach the link-local addresses where clouds hand out credentials", async () => {
    await using stage = await startWith(host, "internet");
    assert.equal(await reach(stage, { host: "169.254.169.254", port: 80 }), "EHOSTUNREACH");
  });

  test("`host` shares the network of the host", async () => {
    await using server = await listen({ host: "127.0.0.1", port: 0 });
    await using stage = await startWith(host, "host");
    assert.deepEqual(
      (await interfaces(stage)).filter((name) => name === "tap0"),
      [],
    );
    assert.equal(await reach(stage, { host: "127.0.0.1", port: server.port }), "connected");
  });

  for (const mode of ["internet", "none"] as const) {
    test(`\`${mode}\` does not reach what listens on the host's loopback`, async () => {
      await using server = await listen({ host: "127.0.0.1", port: 0 });
      await using stage = await startWith(host, mode);
      const outward = outwardAddress();
      for (const name of [
        "127.0.0.1",
        "localhost",
        "10.0.2.2",
        "10.0.2.3",
        "0.0.0.0",
        "::1",
        ...(outward ? [outward] : []),
      ]) {
        assert.notEqual(await reach(stage, { host: name, port: server.port }), "connected", name);
      }
      assert.equal(server.connections(), 0);
    });

    test(`\`${mode}\` does not reach an abstract socket of the host`, async () => {
      await using server = await listen({ path: `\0hive-${process.pid}-${mode}` });
      await using stage = await startWith(host, mode);
      assert.equal(await reach(stage, { path: `\\0hive-${process.pid}-${mode}` }), "ECONNREFUSED");
      assert.equal(server.connections(), 0);
    });
  }
}

const ECHO_OVER_LOOPBACK = `const net = require("node:net");
const server = net.createServer((peer) => peer.end("pong")).listen(0, "127.0.0.1", () => {
  net.connect(server.address().port, "127.0.0.1").on("data", (chunk) => { console.log(String(chunk)); server.close(); });
});`;

async function startWith(host: SuiteHost, network: NetworkMode): Promise<Stage> {
  const stage = await openStage(host);
  await stage.runtime.start(stage.spec({ network }));
  return stage;
}

async function interfaces(stage: Stage): Promise<readonly string[]> {
  const { stdout } = await stage.run(["cat", "/proc/net/dev"]);
  return [...stdout.matchAll(/^ *([^ :|]+):/gm)].map((match) => match[1] ?? "").toSorted();
}

/** Tries to connect from inside the cage; gives `connected` or the error's code. */
async function reach(stage: Stage, target: { host?: string; port?: number; path?: string }): Promise<string> {
  const script = `const target = JSON.parse(process.argv[1]);
    if (target.path) target.path = target.path.replace("\\\\0", "\\0");
    const peer = require("node:net").connect({ ...target, timeout: 20_000 });
    const say = (word) => { console.log(word); process.exit(); };
    peer.on("connect", () => say("connected")).on("error", (error) => say(error.code)).on("timeout", () => say("timeout"));`;
  const { stdout, stderr } = await stage.node(script, JSON.stringify(target));
  assert.notEqual(stdout, "", stderr);
  return stdout.trim();
}

function outwardAddress(): string | undefined {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return all.find(({ family, internal }) => family === "IPv4" && !internal)?.address;
}

type Listener = AsyncDisposable & { readonly port: number; connections(): number };

async function listen(where: { host?: string; port?: number; path?: string }): Promise<Listener> {
  let connections = 0;
  const server = createServer((peer) => {
    connections += 1;
    peer.on("error", () => peer.destroy());
    peer.end();
  });
  server.listen(where);
  await once(server, "listening");
  const address = server.address() as AddressInfo | string;
  return {
    port: typeof address === "string" ? 0 : address.port,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
    },
  };
}
