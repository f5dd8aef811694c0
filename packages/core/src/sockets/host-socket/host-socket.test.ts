import assert from "node:assert/strict";
import { appendFileSync } from "node:fs";
import { PassThrough } from "node:stream";
import { test } from "node:test";
import { agentStatusSchema, hostVerbs, MAX_BODY_BYTES, toAgentName } from "@hyperhive/wire";
import { agentPaths } from "../../agents/agent-paths.ts";
import { startStage } from "../../daemon.test-support.ts";
import type { ExecSession } from "../../runtime/runtime.ts";

test("list gives bare names, the manager first", async (t) => {
  const { host } = await startStage(t);
  assert.deepEqual(await host().ask({ cmd: "list" }), { version: 1, ok: true, agents: ["manager", "coder"] });
});

test("agent_status gives one row per agent in the shape that existing clients read", async (t) => {
  const { host, core } = await startStage(t);
  const answer = await host().ask({ cmd: "agent_status" });
  assert.deepEqual(Object.keys(answer).toSorted(), ["agent_statuses", "ok", "version"]);
  const rows = agentStatusSchema.array().parse(answer["agent_statuses"]);
  const row = {
    name: "coder",
    running: true,
    failed: false,
    needs_update: false,
    needs_login: false,
    paused: false,
    active_model: "haiku",
    deployed_sha: core.agents.view("coder").deployed_sha,
    url: `${core.url}agent/coder/`,
    pending_reminders: 0,
  };
  assert.deepEqual(rows[1], row);
});

test("subscribe_agent_status answers a bare ok and then one row per change", async (t) => {
  const { host } = await startStage(t);
  const subscriber = host();
  assert.deepEqual(await subscriber.ask({ cmd: "subscribe_agent_status" }), { version: 1, ok: true });
  assert.deepEqual(await host().ask({ cmd: "set_paused", name: "coder", paused: true }), { version: 1, ok: true });
  const change = await subscriber.next();
  assert.deepEqual([change?.version, change?.ok], [1, true]);
  const rows = agentStatusSchema.array().parse(change?.["agent_statuses"]);
  assert.deepEqual(
    rows.map(({ name, paused }) => [name, paused]),
    [["coder", true]],
  );
});

test("stop and start take a scope of names and answer what became of each", async (t) => {
  const { host, core } = await startStage(t);
  const client = host();
  const stopped = await client.ask({ cmd: "stop", scope: { agent_names: ["coder"], groups: false }, graceful: true });
  assert.deepEqual(stopped, { version: 1, ok: true, results: [{ name: "coder", ok: true }] });
  assert.equal(core.agents.view("coder").running, false);
  const started = await client.ask({ cmd: "start", scope: { agent_names: ["coder", "hm1nd"] } });
  assert.deepEqual(started["results"], [
    { name: "coder", ok: true },
    { name: "manager", ok: true },
  ]);
  assert.equal(core.agents.view("coder").running, true);
});

test("an empty scope and a scope of which nothing could be done are errors", async (t) => {
  const client = (await startStage(t)).host();
  for (const scope of [{}, { agent_names: [] }]) {
    const answer = await client.ask({ cmd: "start", scope });
    assert.deepEqual([answer.ok, answer.code], [false, "bad_request"]);
    assert.match(answer.error ?? "", /`scope`/);
  }
  assert.equal((await client.ask({ cmd: "start" })).code, "bad_request");
  const nobody = await client.ask({ cmd: "stop", scope: { agent_names: ["nobody"] } });
  assert.deepEqual([nobody.ok, nobody.code], [false, "unknown_agent"]);
});

test("one failure in a scope holds the others up no longer", async (t) => {
  const { host } = await startStage(t);
  const answer = await host().ask({ cmd: "stop", scope: { agent_names: ["nobody", "coder"] } });
  assert.equal(answer.ok, true);
  const [first, second] = answer["results"] as { name: string; ok: boolean; code?: string }[];
  assert.deepEqual([first?.name, first?.ok, first?.code, second?.ok], ["nobody", false, "unknown_agent", true]);
});

test("restart stops and starts and kicks the agent", async (t) => {
  const { host, runtime, core } = await startStage(t);
  runtime.calls.length = 0;
  assert.deepEqual(await host().ask({ cmd: "restart", name: "coder" }), { version: 1, ok: true });
  assert.deepEqual(runtime.calls, ["stop h-coder", "start h-coder"]);
  assert.match(core.broker.recent("coder", 5).at(-1)?.body ?? "", /"event":"restarted"/);
});

test("urls and ping tell where the hive is", async (t) => {
  const { host, core, config } = await startStage(t, { allowedHosts: ["hive.example"] });
  const client = host();
  assert.deepEqual((await client.ask({ cmd: "urls" }))["urls"], { domain: "hive.example", home: core.url });
  const ping = await client.ask({ cmd: "ping" });
  hostVerbs.ping.response.parse(ping);
  assert.deepEqual(
    [ping["pid"], ping["state_dir"], ping["url"], ping["runtime"]],
    [process.pid, config.stateDir, core.url, "bwrap"],
  );
});

test("a log-in link opens a session once", async (t) => {
  const { url } = (await (await startStage(t)).host().ask({ cmd: "login_link" })) as unknown as { url: string };
  const answer = await fetch(url, { redirect: "manual" });
  assert.deepEqual([answer.status, (await fetch(url, { redirect: "manual" })).status], [303, 401]);
});

test("send stores a message, message_status tells its fate", async (t) => {
  const client = (await startStage(t)).host();
  const sent = await client.ask({ cmd: "send", to: "coder", body: "hello", key: "k" });
  const [receipt] = sent["receipts"] as { id: number; to: string; state: string }[];
  assert.deepEqual([sent.ok, receipt?.to, receipt?.state], [true, "coder", "queued"]);
  const found = await client.ask({ cmd: "message_status", id: receipt?.id ?? 0 });
  assert.equal((found["message"] as { body: string }).body, "hello");
  assert.equal((await client.ask({ cmd: "message_status", id: 999 })).code, "not_found");
  assert.equal((await client.ask({ cmd: "send", to: "nobody", body: "hello" })).code, "unknown_recipient");
  assert.equal(
    (await client.ask({ cmd: "send", to: "coder", body: "x".repeat(MAX_BODY_BYTES + 1) })).code,
    "body_too_large",
  );
});

test("dismiss lets a dead message go, and its sender is told so when it asks", async (t) => {
  const { host, agent, core } = await startStage(t);
  const [receipt] = (await core.broker.send({ from: "coder", to: "manager", body: "x" })).receipts;
  const id = receipt?.id ?? 0;
  for (let n = 0; n < 5; n += 1) {
    await core.broker.recv("manager");
    await core.broker.requeueInflight("manager");
  }
  const dismissed = (await host().ask({ cmd: "dismiss", id }))["message"];
  assert.deepEqual(dismissed, core.broker.find(id));
  assert.partialDeepStrictEqual(dismissed, { state: "dead" });
  const told = await agent("coder").ask({ cmd: "message_status", ids: [id] });
  const { dismissed_at: at } = core.broker.find(id) ?? {};
  assert.deepEqual(told["statuses"], [{ id, to: "manager", state: "dead", attempts: 5, dismissed_at: at }]);
});

test("an inbox that would not fit on a line gives the newest that do", async (t) => {
  const { host, core } = await startStage(t);
  const body = "x".repeat(60_000);
  for (let n = 0; n < 20; n++) await core.broker.send({ from: "coder", to: "operator", body });
  const newest = await core.broker.send({ from: "coder", to: "operator", body: "newest" });
  const messages = (await host().ask({ cmd: "inbox", limit: 500 }))["messages"] as { id: number }[];
  assert.ok(messages.length > 10 && messages.length < 21, String(messages.length));
  assert.equal(messages.at(-1)?.id, newest.receipts[0]?.id);
});

test("logs give the end of the log and then every new line", async (t) => {
  const { host, config } = await startStage(t);
  const path = agentPaths(config, toAgentName("coder")).log;
  appendFileSync(path, "one\ntwo\nthree\n");
  assert.deepEqual((await host().ask({ cmd: "logs", name: "coder", lines: 2 }))["lines"], ["two", "three"]);
  const follower = host();
  assert.deepEqual((await follower.ask({ cmd: "logs", name: "coder", lines: 1, follow: true }))["lines"], ["three"]);
  appendFileSync(path, "four\n");
  assert.deepEqual((await follower.next())?.["lines"], ["four"]);
});

/** A command that answers its input in capitals and ends with 3. */
function playSession(): ExecSession & { killed: NodeJS.Signals[] } {
  const stdin = new PassThrough();
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const exit = Promise.withResolvers<number>();
  const killed: NodeJS.Signals[] = [];
  const end = (code: number) => (stdout.end(), stderr.end(), exit.resolve(code));
  stdin.on("data", (chunk: Buffer) => void stdout.write(chunk.toString().toUpperCase()));
  stdin.on("end", () => end(3));
  return {
    stdin,
    stdout,
    stderr,
    killed,
    exit: exit.promise,
    resize: () => undefined,
    kill: (signal = "SIGTERM") => (killed.push(signal), end(137)),
  };
}

test("exec carries input, output and the exit code", async (t) => {
  const { host, runtime } = await startStage(t);
  runtime.session = playSession();
  const client = host();
  assert.deepEqual(await client.ask({ cmd: "exec", name: "coder", argv: ["tr"] }), { version: 1, ok: true });
  const output = await client.ask({ stdin: Buffer.from("abc").toString("base64") });
  assert.equal(Buffer.from(String(output["stdout"]), "base64").toString(), "ABC");
  assert.equal((await client.ask({ stdin: 7 })).code, "bad_request");
  client.send({ eof: true });
  assert.equal((await client.next())?.["exit_code"], 3);
  assert.equal(await client.next(), undefined);
});

test("a command whose caller hangs up is killed", async (t) => {
  const { host, runtime } = await startStage(t);
  const session = playSession();
  runtime.session = session;
  const client = host();
  await client.ask({ cmd: "exec", name: "coder", argv: ["cat"] });
  client.socket.destroy();
  await session.exit;
  assert.deepEqual(session.killed, ["SIGKILL"]);
});

test("a command in a cage that does not run is refused before the stream", async (t) => {
  const answer = await (await startStage(t)).host().ask({ cmd: "exec", name: "coder", argv: ["true"] });
  assert.deepEqual([answer.ok, answer.code], [false, "cage_not_running"]);
});

test("every kind of bad input is answered with its code and both the connection and the core go on", async (t) => {
  const client = (await startStage(t)).host();
  const cases: [string | object, string][] = [
    ["{", "bad_json"],
    ["x".repeat(1024 * 1024 + 1), "line_too_long"],
    [{ cmd: "fly" }, "unknown_command"],
    [{ cmd: "set_paused", name: "coder", paused: "yes" }, "bad_request"],
    ...["..", "a/b", "-rf", "Coder", "a".repeat(64)].map((name): [object, string] => [
      { cmd: "restart", name },
      "invalid_name",
    ]),
    [{ cmd: "restart", name: "nobody" }, "unknown_agent"],
    [{ cmd: "spawn", name: "manager" }, "reserved_name"],
    [{ cmd: "spawn", name: "coder" }, "agent_exists"],
    [{ cmd: "spawn", name: "new", config: { network: "moon" } }, "bad_request"],
    [{ cmd: "spawn", name: "new", config: { unheard_of: 1 } }, "bad_request"],
    [{ cmd: "logs", name: "coder", lines: -1 }, "bad_request"],
    [{ cmd: "release", id: 12 }, "not_found"],
    [{ cmd: "dismiss", id: 12 }, "not_found"],
  ];
  for (const [line, code] of cases) {
    const answer = await client.ask(line);
    assert.deepEqual([answer.ok, answer.code], [false, code], JSON.stringify(line).slice(0, 80));
  }
  assert.equal((await client.ask({ cmd: "list" })).ok, true);
});
