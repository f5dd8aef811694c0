import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { pino } from "pino";
import { atEndOf } from "./at-end-of.test-support.ts";
import { createCore } from "./daemon.ts";
import { agentPort, toAgentName } from "@hyperhive/wire";
import { agentPaths } from "./agents/agent-paths.ts";
import { AgentRecords } from "./agents/agent-records.ts";
import { makeStage, startStage } from "./daemon.test-support.ts";
import { openStore } from "./store/store.ts";

test("a second core on the same directories is refused and the first goes on", async (t) => {
  const { config, runtime, host } = await startStage(t);
  const log = pino({ level: "silent" });
  await assert.rejects(createCore(config, { runtime, log }), {
    code: "core_running",
    message: new RegExp(`process ${process.pid}`),
  });
  const elsewhere = { ...config, stateDir: `${config.stateDir}2` };
  await assert.rejects(createCore(elsewhere, { runtime, log }), { code: "core_running" });
  assert.equal((await host().ask({ cmd: "list" })).ok, true);
});

test("two hives live in one process and know nothing of each other", async (t) => {
  const [one, two] = [await startStage(t), await startStage(t)];
  await one.core.broker.send({ from: "operator", to: "coder", body: "for one" });
  assert.deepEqual([one.core.broker.queued("coder"), two.core.broker.queued("coder")], [1, 0]);
  assert.notEqual(one.core.url, two.core.url);
});

test("a core that stops ends its waits, leaves the cages alone and frees everything for the next", async (t) => {
  const { core, agent, host, runtime, start } = await startStage(t);
  const waiting = agent("coder");
  const answer = waiting.ask({ cmd: "recv", wait_seconds: 180 });
  const watching = host();
  await watching.ask({ cmd: "subscribe_agent_status" });
  await agent("coder").ask({ cmd: "whoami" });
  const before = performance.now();
  runtime.calls.length = 0;
  await core.stop();
  assert.ok(performance.now() - before < 60_000);
  const settled = await answer.then(
    (got) => (got.ok ? got["messages"] : got.code),
    () => "closed",
  );
  assert.ok(
    Array.isArray(settled) ? settled.length === 0 : ["closed", "shutting_down"].includes(String(settled)),
    String(settled),
  );
  assert.equal(await watching.next(), undefined);
  const next = await start();
  assert.deepEqual(runtime.calls, []);
  assert.deepEqual(
    next.agents.views().map(({ name, running }) => [name, running]),
    [
      ["manager", true],
      ["coder", true],
    ],
  );
});

test("an agent's socket is at the same place for the next core, in the same directory", async (t) => {
  const { core, config, start, agent } = await startStage(t);
  const directory = join(config.runDir, "agents", "coder");
  const inode = statSync(directory).ino;
  await core.stop();
  await start();
  assert.equal(statSync(directory).ino, inode);
  assert.equal((await agent("coder").ask({ cmd: "whoami" }))["name"], "coder");
});

test("stopping twice is stopping once", async (t) => {
  const { core, start } = await startStage(t);
  await Promise.all([core.stop(), core.stop()]);
  assert.deepEqual((await start()).agents.names(), ["manager", "coder"]);
});

test("a core that is stopped while its port is taken gives up at once and leaves nothing behind", async (t) => {
  const holder = createServer();
  await new Promise<void>((ready) => void holder.listen(0, "127.0.0.1", ready));
  atEndOf(t, () => holder.close());
  const port = (holder.address() as AddressInfo).port;
  const stage = makeStage(t, { port });
  const core = await createCore(stage.config, { runtime: stage.runtime, log: pino({ level: "silent" }) });
  const starting = core.start();
  setImmediate(() => void core.stop());
  await assert.rejects(starting, { code: "shutting_down" });
  assert.equal(readdirSync(stage.config.runDir).includes("host.sock"), false);
  await makeStageAgain(stage);
});

async function makeStageAgain({ config, runtime }: ReturnType<typeof makeStage>): Promise<void> {
  const core = await createCore({ ...config, port: 0 }, { runtime, log: pino({ level: "silent" }) });
  await core.start();
  await core.stop();
}

test("the pages are served and an agent's own port leads to its page", async (t) => {
  const { core } = await startStage(t, { agentPorts: "hash" });
  const name = await nameOfFreePort();
  await core.agents.spawn(name, { network: "none" });
  assert.equal((await fetch(`${core.url}health`)).status, 200);
  const { port } = core.agents.view(name);
  const answer = await fetch(`http://127.0.0.1:${port}/`, { redirect: "manual" });
  assert.deepEqual([answer.status, answer.headers.get("location")], [302, `/agent/${name}/`]);
});

/** A name whose port nobody has, another hive on this machine for one. */
async function nameOfFreePort(): Promise<string> {
  for (let number = 0; ; number += 1) {
    const server = createServer().listen(agentPort(`a${number}`), "127.0.0.1");
    const isFree = await once(server, "listening").then(
      () => true,
      () => false,
    );
    server.close();
    if (isFree) return `a${number}`;
  }
}

test("an agent with a bad file is shown as failed and the others come up", async (t) => {
  const { core, config, runtime, start } = await startStage(t);
  await core.stop();
  const { writeFileSync } = await import("node:fs");
  writeFileSync(join(config.stateDir, "agents", "coder", "agent.json"), '{"idle_seconds":-1}');
  runtime.crash("h-coder", 1);
  const next = await start();
  const { failed, running, detail } = next.agents.view("coder");
  assert.deepEqual([failed, running], [true, false]);
  assert.match(detail ?? "", /agent\.json: `idle_seconds`/);
  assert.equal(next.agents.view("manager").running, true);
});

test("what is in the state directory is readable by nobody else", async (t) => {
  const { config, agent } = await startStage(t);
  await agent("coder").ask({ cmd: "hello", boot_id: "b1", harness: "hive-ag3nt" });
  for (const file of ["hive.sqlite", "core.lock", join("agents", "coder", "events.sqlite")]) {
    assert.equal(statSync(join(config.stateDir, file)).mode & 0o077, 0, file);
  }
});

test("agents that a killed core had only begun to create, the manager too, can be created anew", async (t) => {
  const stage = makeStage(t);
  mkdirSync(stage.config.stateDir);
  const store = openStore(join(stage.config.stateDir, "hive.sqlite"));
  for (const name of ["manager", "half"]) new AgentRecords(store).insert(toAgentName(name), 1);
  store.close();
  const core = await stage.start();
  assert.deepEqual(core.agents.names(), ["manager"]);
  assert.equal(core.agents.view("manager").failed, false);
  await core.agents.spawn("half", { network: "none" });
  assert.equal(core.agents.view("half").running, true);
});

test("an agent that has run keeps its place when its configuration is lost", async (t) => {
  const stage = await startStage(t);
  await stage.core.stop();
  const paths = agentPaths(stage.config, toAgentName("coder"));
  writeFileSync(paths.log, "it ran\n");
  rmSync(paths.agentJson);
  const next = await stage.start();
  assert.match(next.agents.view("coder").detail ?? "", /agent\.json/);
});
