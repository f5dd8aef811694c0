import assert from "node:assert/strict";
import { appendFileSync, existsSync, writeFileSync } from "node:fs";
import { test, type TestContext } from "node:test";
import { toAgentName } from "@hyperhive/wire";
import { agentPaths } from "../agents/agent-paths.ts";
import { coder, manager, startLifecycle, until } from "./lifecycle.test-support.ts";
import { reconcile, reconciliation } from "./reconcile.ts";
import { spawnAgent } from "./spawn-agent.ts";

const SECOND = 1_000;

async function withCoder(t: TestContext) {
  const hive = await startLifecycle(t);
  await spawnAgent(hive.parts, hive.lifecycle, { typed: "coder", config: { network: "none" } });
  hive.runtime.calls.length = 0;
  return hive;
}

test("the first start creates and starts the manager without a word to it", async (t) => {
  const { runtime, roster, sent } = await startLifecycle(t);
  assert.deepEqual(runtime.calls, ["start hm1nd"]);
  assert.equal(roster.get(manager).running, true);
  assert.equal(sent.length, 0);
});

test("a spawned agent has its directories, its file and its cage", async (t) => {
  const { runtime, roster, config, doors, sent } = await withCoder(t);
  const paths = agentPaths(config, coder);
  for (const path of [paths.config, paths.state, paths.claude, paths.agentJson, paths.sockets])
    assert.ok(existsSync(path), path);
  assert.equal(runtime.cages.get("h-coder")?.spec.network, "none");
  assert.deepEqual([roster.get(coder).running, roster.get(coder).record.wanted], [true, "running"]);
  assert.ok(doors.opened.includes(coder));
  assert.equal(sent.length, 0);
});

test("a new name that cannot be is refused before anything is made", async (t) => {
  const { parts, lifecycle, roster } = await withCoder(t);
  const spawn = (typed: string) => spawnAgent(parts, lifecycle, { typed, config: undefined });
  for (const typed of ["..", "a/b", "-x", "Coder", "a".repeat(64)])
    await assert.rejects(spawn(typed), { code: "invalid_name" }, typed);
  for (const typed of ["manager", "hm1nd", "operator", "self"])
    await assert.rejects(spawn(typed), { code: "reserved_name" }, typed);
  await assert.rejects(spawn("coder"), { code: "agent_exists" });
  assert.deepEqual(roster.names(), ["manager", "coder"]);
});

test("a name whose page port is taken is refused in the known words", async (t) => {
  const { parts, lifecycle } = await startLifecycle(t);
  const { agentPort } = await import("@hyperhive/wire");
  const first = Array.from({ length: 2000 }, (_, n) => `a${n}`);
  const seen = new Map<number, string>();
  const pair = first
    .map((name) => [name, seen.get(agentPort(name)), seen.set(agentPort(name), name)] as const)
    .find(([, other]) => other !== undefined);
  assert.ok(pair?.[1] !== undefined);
  await spawnAgent(parts, lifecycle, { typed: pair[1], config: undefined });
  const message = `port ${agentPort(pair[0])} already taken by ${pair[1]} — rename one of them`;
  await assert.rejects(spawnAgent(parts, lifecycle, { typed: pair[0], config: undefined }), {
    code: "port_taken",
    message,
  });
});

test("nothing stays of a spawn that fails", async (t) => {
  const { parts, lifecycle, runtime, roster, config, ended } = await startLifecycle(t);
  runtime.refusals.push("no tun on this host");
  await assert.rejects(spawnAgent(parts, lifecycle, { typed: "coder", config: undefined }), {
    code: "cage_start_failed",
  });
  assert.deepEqual(roster.names(), ["manager"]);
  assert.equal(existsSync(agentPaths(config, coder).root), false);
  assert.deepEqual(ended.at(-1), ["coder", "no tun on this host"]);
});

test("the operator's stop and start are remembered, the stop is told the manager and the start kicks the agent", async (t) => {
  const { lifecycle, roster, runtime, sent } = await withCoder(t);
  await lifecycle.stop(coder, { graceful: true });
  assert.deepEqual([roster.get(coder).running, roster.get(coder).record.wanted], [false, "stopped"]);
  await lifecycle.start(coder);
  assert.deepEqual([roster.get(coder).running, roster.get(coder).record.wanted], [true, "running"]);
  assert.deepEqual(runtime.calls, ["stop h-coder", "start h-coder"]);
  assert.deepEqual(
    sent.map(({ to, event }) => [to, event.event]),
    [
      ["manager", "killed"],
      ["coder", "restarted"],
    ],
  );
});

test("what the manager does itself it is not told, and the agent hears who did it", async (t) => {
  const { lifecycle, sent } = await withCoder(t);
  await lifecycle.stop(coder, { graceful: true, by: "manager" });
  await lifecycle.start(coder, "manager");
  assert.deepEqual(
    sent.map(({ to, event }) => [to, event.event, "reason" in event ? event.reason : ""]),
    [["coder", "restarted", "started by the manager"]],
  );
});

test("starting what runs and stopping what is stopped is no error", async (t) => {
  const { lifecycle, runtime, sent } = await withCoder(t);
  await lifecycle.start(coder);
  assert.deepEqual([runtime.calls, sent], [[], []]);
  await lifecycle.stop(coder, { graceful: false });
  await lifecycle.stop(coder, { graceful: false });
});

test("a restart is expected: nobody hears of a crash", async (t) => {
  const { lifecycle, runtime, sent, roster } = await withCoder(t);
  await lifecycle.restart(coder);
  await lifecycle.watch.look(coder);
  assert.deepEqual(runtime.calls, ["stop h-coder", "start h-coder"]);
  assert.deepEqual(
    sent.map(({ event }) => event.event),
    ["restarted"],
  );
  assert.equal(roster.get(coder).running, true);
});

test("a second action on an agent is refused while the first runs", async (t) => {
  const { lifecycle, runtime } = await withCoder(t);
  await lifecycle.stop(coder, { graceful: true });
  const gate = Promise.withResolvers<void>();
  runtime.gate = gate.promise;
  const starting = lifecycle.start(coder);
  await until(() => runtime.calls.includes("start h-coder"), "the start to reach the runtime");
  await assert.rejects(lifecycle.restart(coder), { code: "busy", message: /coder is starting right now/ });
  gate.resolve();
  await starting;
  await lifecycle.restart(coder);
});

test("the operator's failed start is told, shown and not tried again", async (t) => {
  const { lifecycle, runtime, roster, clock, sent } = await withCoder(t);
  await lifecycle.stop(coder, { graceful: true, by: "manager" });
  runtime.refusals.push("no tun on this host");
  await assert.rejects(lifecycle.start(coder), { code: "cage_start_failed", message: "no tun on this host" });
  assert.equal(roster.get(coder).record.failure, "no tun on this host");
  clock.advance(120 * SECOND);
  assert.equal(runtime.calls.filter((call) => call === "start h-coder").length, 1);
  assert.equal(sent.length, 0);
  await lifecycle.start(coder);
  assert.equal(roster.get(coder).record.failure, undefined);
});

test("a bad agent.json is named with its field and the others go on", async (t) => {
  const { lifecycle, roster, config } = await withCoder(t);
  writeFileSync(agentPaths(config, coder).agentJson, '{"network":"moon"}');
  await assert.rejects(lifecycle.restart(coder), { code: "bad_request", message: /coder\/agent\.json: `network`/ });
  assert.equal(roster.get(coder).config.ok, false);
  assert.equal(roster.get(manager).running, true);
});

test("a crash is told to the manager with the end of the log, and the agent comes back after a second", async (t) => {
  const { runtime, roster, clock, sent, config } = await withCoder(t);
  appendFileSync(agentPaths(config, coder).log, Array.from({ length: 30 }, (_, n) => `line ${n}\n`).join(""));
  runtime.crash("h-coder", 7);
  await until(() => sent.length === 1, "word of the crash");
  const [{ to, event } = { to: "", event: undefined }] = sent;
  assert.ok(event?.event === "container_crash");
  assert.deepEqual([to, event.agent, event.exit_code], ["manager", "coder", 7]);
  assert.match(event.note, /line 10\n.*line 29$/s);
  assert.doesNotMatch(event.note, /line 9\n/);
  assert.deepEqual(
    [roster.get(coder).running, /starts again in 1 s/.test(roster.get(coder).outlook ?? "")],
    [false, true],
  );
  clock.advance(SECOND);
  await until(() => roster.get(coder).running, "the agent to come back");
  assert.equal(roster.get(coder).outlook, undefined);
  assert.equal(sent.length, 1);
});

test("the manager's own crash is told to the operator", async (t) => {
  const { runtime, sent } = await startLifecycle(t);
  runtime.crash("hm1nd", 1);
  await until(() => sent.length === 1, "word of the crash");
  assert.deepEqual([sent[0]?.to, sent[0]?.event.event], ["operator", "container_crash"]);
});

test("the fifth crash in ten minutes waits for the operator", async (t) => {
  const { lifecycle, runtime, roster, clock, sent } = await withCoder(t);
  for (let crash = 1; crash <= 5; crash++) {
    runtime.crash("h-coder", crash);
    await until(() => sent.length === crash, `word of crash ${crash}`);
    if (crash < 5) clock.advance(60 * SECOND);
    if (crash < 5) await until(() => roster.get(coder).running, "the agent to come back");
  }
  assert.match(roster.get(coder).record.failure ?? "", /exit code 5, 5 times in 10 minutes/);
  clock.advance(3600 * SECOND);
  assert.equal(roster.get(coder).running, false);
  await lifecycle.start(coder);
  assert.deepEqual([roster.get(coder).running, roster.get(coder).record.failure], [true, undefined]);
});

test("a stop calls off the planned restart", async (t) => {
  const { lifecycle, runtime, clock, sent } = await withCoder(t);
  runtime.crash("h-coder", 1);
  await until(() => sent.length === 1, "word of the crash");
  await lifecycle.stop(coder, { graceful: true });
  clock.advance(60 * SECOND);
  assert.equal(runtime.calls.includes("start h-coder"), false);
});

test("a restart after a crash that cannot start counts as the next crash", async (t) => {
  const { runtime, roster, clock, sent } = await withCoder(t);
  runtime.crash("h-coder", 1);
  await until(() => sent.length === 1, "word of the crash");
  runtime.refusals.push("no memory");
  clock.advance(SECOND);
  await until(() => sent.length === 2, "word of the failed start");
  assert.match(
    sent[1]?.event.event === "container_crash" ? sent[1].event.note : "",
    /could not be started: no memory\. It starts again in 2 s/,
  );
  clock.advance(2 * SECOND);
  await until(() => roster.get(coder).running, "the agent to come back");
});

test("a new core adopts what runs, starts what should and stops what should not, in silence", async (t) => {
  const { lifecycle, parts, runtime, boot, stop, sent } = await withCoder(t);
  for (const typed of ["idle", "stray"]) await spawnAgent(parts, lifecycle, { typed, config: undefined });
  await lifecycle.stop(toAgentName("stray"), { graceful: true });
  sent.length = 0;
  await stop();
  runtime.crash("h-idle", 1);
  const cage = runtime.cages.get("h-stray");
  if (cage) cage.running = true;
  runtime.calls.length = 0;
  const next = await boot();
  await reconcile(next.parts, next.lifecycle);
  assert.deepEqual(runtime.calls.toSorted(), ["start h-idle", "stop h-stray"]);
  assert.deepEqual(
    ["coder", "idle", "stray", "manager"].map((name) => next.roster.get(toAgentName(name)).running),
    [true, true, false, true],
  );
  assert.equal(sent.length, 0);
});

test("what had failed stays down over a restart of the core", async (t) => {
  const { lifecycle, runtime, boot, stop } = await withCoder(t);
  await lifecycle.stop(coder, { graceful: true });
  runtime.refusals.push("broken");
  await assert.rejects(lifecycle.start(coder));
  await stop();
  const next = await boot();
  runtime.calls.length = 0;
  await reconcile(next.parts, next.lifecycle);
  assert.deepEqual(runtime.calls, []);
  assert.equal(next.roster.get(coder).record.failure, "broken");
});

test("a stopping core takes no more actions and leaves the cages alone", async (t) => {
  const { lifecycle, runtime, stop } = await withCoder(t);
  await stop();
  await assert.rejects(lifecycle.restart(coder), { code: "shutting_down" });
  assert.deepEqual(
    [...runtime.cages.values()].map((cage) => cage.running),
    [true, true],
  );
});

test("what runs is adopted whatever had failed", () => {
  assert.equal(reconciliation({ wanted: "running", running: true, failed: true }), "adopt");
  assert.equal(reconciliation({ wanted: "stopped", running: false, failed: false }), "leave");
  assert.equal(reconciliation({ wanted: "running", running: false, failed: true }), "leave");
});
