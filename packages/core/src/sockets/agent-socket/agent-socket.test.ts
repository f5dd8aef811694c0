import assert from "node:assert/strict";
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import {
  agentVerbs,
  hostVerbs,
  MAX_BODY_BYTES,
  MAX_LINE_BYTES,
  toAgentName,
  type AgentEvent,
  type DeliveredMessage,
  type InboxRow,
} from "@hyperhive/wire";
import { agentPaths } from "../../agents/agent-paths.ts";
import { startStage } from "../../daemon.test-support.ts";
import { until } from "../../lifecycle/lifecycle.test-support.ts";

const pushed = (events: readonly AgentEvent[]) =>
  events.map((event, index) => ({ seq: index + 1, at: 1_000 + index, event }));

test("who a socket speaks for is its path and nothing that is sent", async (t) => {
  const { agent } = await startStage(t);
  const who = await agent("coder").ask({ cmd: "whoami", name: "manager", from: "operator" });
  assert.deepEqual([who["name"], who["role"]], ["coder", "agent"]);
  assert.deepEqual([(await agent("manager").ask({ cmd: "whoami" }))["role"]], ["manager"]);
  await agent("coder").ask({ cmd: "send", to: "manager", body: "hi", from: "operator" });
  const got = await agent("manager").ask({ cmd: "recv" });
  assert.equal((got["messages"] as DeliveredMessage[])[0]?.message.from, "coder");
});

test("an agent's socket has no verb of the operator's", async (t) => {
  const { agent } = await startStage(t);
  for (const name of ["coder", "manager"]) {
    const client = agent(name);
    for (const cmd of Object.keys(hostVerbs).filter(
      (verb) => !Object.hasOwn(agentVerbs, verb) || verb === "message_status",
    )) {
      const answer = await client.ask({ cmd, name: "coder", id: 1, to: "coder", scope: { all: true } });
      assert.equal(answer.ok, false, cmd);
      if (cmd !== "message_status") assert.equal(answer.code, "unknown_command", cmd);
    }
  }
});

test("an agent's sockets are open to nobody but its own account", async (t) => {
  const { config } = await startStage(t);
  const { mode } = statSync(agentPaths(config, toAgentName("coder")).coreSocket);
  assert.equal(mode & 0o777, 0o600);
});

test("hello tells a harness who it is, whether it is paused, and how many turns there were", async (t) => {
  const { agent, core } = await startStage(t);
  await core.agents.setPaused("coder", true);
  const answer = await agent("coder").ask({ cmd: "hello", boot_id: "b1", harness: "hive-ag3nt" });
  agentVerbs.hello.response.parse(answer);
  assert.deepEqual(
    [answer["name"], answer["paused"], answer["turns"], answer["pronouns"]],
    ["coder", true, 0, "they/them"],
  );
});

test("a message goes from lease to ack", async (t) => {
  const { agent, host, core } = await startStage(t);
  await host().ask({ cmd: "send", to: "coder", body: "work" });
  const client = agent("coder");
  const { messages } = (await client.ask({ cmd: "recv", wait_seconds: 5, max: 4 })) as unknown as {
    messages: DeliveredMessage[];
  };
  assert.deepEqual(
    messages.map(({ attempt, redelivered, message }) => [attempt, redelivered, message.body]),
    [[1, false, "work"]],
  );
  assert.deepEqual(await client.ask({ cmd: "ack_turn", ids: [messages[0]?.id] }), {
    version: 1,
    ok: true,
    acked: 1,
    requeued: 0,
  });
  assert.equal(core.broker.find(messages[0]?.id ?? 0)?.state, "acked");
});

test("a recv that nobody waits for any more leases nothing", async (t) => {
  const { agent, core } = await startStage(t);
  const gone = agent("coder");
  gone.send({ cmd: "recv", wait_seconds: 60 });
  // The answer to a second connection proves that the first has been read.
  await agent("coder").ask({ cmd: "whoami" });
  await new Promise((closed) => gone.socket.once("close", closed).destroy());
  await agent("coder").ask({ cmd: "whoami" });
  const { receipts } = await core.broker.send({ from: "operator", to: "coder", body: "for the next" });
  assert.equal(core.broker.find(receipts[0]?.id ?? 0)?.state, "queued");
  const { messages } = (await agent("coder").ask({ cmd: "recv" })) as unknown as { messages: DeliveredMessage[] };
  assert.equal(messages[0]?.attempt, 1);
});

test("a batch of long messages is cut so that it fits on a line", async (t) => {
  const { agent, core } = await startStage(t);
  const body = "\u0001".repeat(MAX_BODY_BYTES);
  for (let n = 0; n < 5; n++) await core.broker.send({ from: "operator", to: "coder", body });
  const client = agent("coder");
  const first = await client.ask({ cmd: "recv", max: 32 });
  assert.equal(first.ok, true);
  assert.equal((first["messages"] as unknown[]).length, 2);
  assert.ok(JSON.stringify(first).length < MAX_LINE_BYTES);
  assert.equal(first["queued"], 3);
});

test("a status shows until it is cleared", async (t) => {
  const { agent, core } = await startStage(t);
  const client = agent("coder");
  assert.deepEqual(await client.ask({ cmd: "set_status", text: "writing" }), { version: 1, ok: true });
  assert.equal(core.agents.view("coder").status_text, "writing");
  await client.ask({ cmd: "set_status", text: "" });
  assert.equal(core.agents.view("coder").status_text, undefined);
});

test("events are stored once, show in the agent's state, and are kept for the next core", async (t) => {
  const { agent, core, start } = await startStage(t);
  const events = pushed([
    { kind: "turn_state_changed", state: "thinking", since: 77 },
    { kind: "model_changed", model: "opus" },
    { kind: "token_usage_changed", ctx: 1234, cost: 0.5 },
  ]);
  const client = agent("coder");
  for (let twice = 0; twice < 2; twice++) {
    assert.deepEqual(await client.ask({ cmd: "push_events", boot_id: "b1", events }), {
      version: 1,
      ok: true,
      stored_through: 3,
    });
  }
  const expected = { turn_state: "thinking", turn_state_since: 77, active_model: "opus", ctx: 1234, cost: 0.5 };
  assert.partialDeepStrictEqual(core.agents.view("coder"), expected);
  assert.equal(core.agents.history("coder").list(10).length, 3);
  await core.stop();
  assert.partialDeepStrictEqual((await start()).agents.view("coder"), expected);
});

test("a failed turn is told to the manager once, the manager's own is not", async (t) => {
  const { agent, core } = await startStage(t);
  const turnEnd: AgentEvent = {
    kind: "turn_end",
    turn: 1,
    outcome: "failed",
    started_at: 1,
    duration_ms: 1,
    model: "haiku",
    woken_by: "operator",
    tool_calls: {},
    note: "claude died",
  };
  const events = pushed([turnEnd]);
  for (let twice = 0; twice < 2; twice++) await agent("coder").ask({ cmd: "push_events", boot_id: "b1", events });
  await agent("manager").ask({ cmd: "push_events", boot_id: "b1", events });
  await until(() => core.broker.queued("manager") > 0, "word of the failed turn");
  // A second word would have been sent before this one.
  await core.broker.send({ from: "operator", to: "manager", body: "end" });
  const bodies = core.broker.recent("manager", 10).map(({ body }) => body);
  assert.equal(bodies.length, 2);
  assert.match(bodies[0] ?? "", /"event":"turn_failed","agent":"coder","outcome":"failed","note":"claude died/);
});

test("the control stream begins with the state and carries what the operator wants", async (t) => {
  const { agent, core, host } = await startStage(t);
  assert.throws(() => core.agents.control("coder", { do: "cancel" }), { code: "agent_not_connected" });
  const client = agent("coder");
  assert.deepEqual(await client.ask({ cmd: "control", boot_id: "b1" }), { version: 1, ok: true });
  assert.partialDeepStrictEqual(await client.next(), { do: "state", paused: false });
  await until(() => core.agents.view("coder").connected, "the harness to count as connected");
  core.agents.control("coder", { do: "steer", text: "left" });
  assert.partialDeepStrictEqual(await client.next(), { do: "steer", text: "left" });
  await host().ask({ cmd: "set_paused", name: "coder", paused: true });
  assert.partialDeepStrictEqual(await client.next(), { do: "pause", paused: true });
  client.socket.destroy();
  await until(() => !core.agents.view("coder").connected, "the harness to count as gone");
});

test("a newer control stream closes the older one and gets what comes next", async (t) => {
  const { agent, core } = await startStage(t);
  const [old, young] = [agent("coder"), agent("coder")];
  for (const client of [old, young]) {
    await client.ask({ cmd: "control", boot_id: "b1" });
    await client.next();
    await until(() => core.agents.view("coder").connected, "the stream to count");
  }
  assert.equal(await old.next(), undefined);
  core.agents.control("coder", { do: "compact" });
  assert.partialDeepStrictEqual(await young.next(), { do: "compact" });
});

test("every kind of bad input is answered with its code and the connection goes on", async (t) => {
  const client = (await startStage(t)).agent("coder");
  const cases: [string | object, string][] = [
    ["nonsense", "bad_json"],
    ["x".repeat(MAX_LINE_BYTES + 1), "line_too_long"],
    [{ cmd: "fly" }, "unknown_command"],
    [{ cmd: "send", to: "manager" }, "bad_request"],
    [{ cmd: "send", to: "manager", body: "" }, "bad_request"],
    [{ cmd: "send", to: "nobody", body: "hi" }, "unknown_recipient"],
    [{ cmd: "send", to: "../manager", body: "hi" }, "unknown_recipient"],
    [{ cmd: "send", to: "manager", body: "x".repeat(MAX_BODY_BYTES + 1) }, "body_too_large"],
    [{ cmd: "recv", wait_seconds: "long" }, "bad_request"],
    [{ cmd: "recv", wait_seconds: -1 }, "bad_request"],
    [{ cmd: "set_status", text: "x".repeat(201) }, "bad_request"],
    [{ cmd: "push_events", boot_id: "b", events: [{ seq: 1, at: 1, event: { kind: "unheard_of" } }] }, "bad_request"],
  ];
  for (const [line, code] of cases) {
    const answer = await client.ask(line);
    assert.deepEqual([answer.ok, answer.code], [false, code], JSON.stringify(line).slice(0, 80));
  }
  assert.equal((await client.ask({ cmd: "whoami" })).ok, true);
});

test("an agent sends to those whom its configuration lists, and is told so about the others", async (t) => {
  const { agent, core } = await startStage(t);
  await core.agents.spawn("narrow", { send_to: ["manager"] });
  const narrow = agent("narrow");
  assert.equal((await narrow.ask({ cmd: "send", to: "manager", body: "hi" })).ok, true);
  const refused = await narrow.ask({ cmd: "send", to: "coder", body: "hi" });
  assert.equal(refused.code, "forbidden");
  assert.match(String(refused["error"]), /`send_to`/);
});

test("a file that a message names is told to agents by its path in the cage only", async (t) => {
  const { agent, config } = await startStage(t);
  writeFileSync(join(config.stateDir, "shared", "report.md"), "done");
  await agent("coder").ask({ cmd: "send", to: "manager", body: "see /shared/report.md" });
  const got = (await agent("manager").ask({ cmd: "recv" }))["messages"] as DeliveredMessage[];
  assert.deepEqual(got[0]?.message.file_refs, [{ path: "/shared/report.md", size: 4 }]);
  const recent = (await agent("manager").ask({ cmd: "recent" }))["messages"] as InboxRow[];
  assert.deepEqual(recent.at(-1)?.file_refs, [{ path: "/shared/report.md", size: 4 }]);
});

test("an agent whose turns fail by the hundred wakes the manager a few times only, with a message that it can read", async (t) => {
  const { agent, core } = await startStage(t);
  const event = {
    kind: "turn_end",
    turn: 1,
    outcome: "failed",
    started_at: 1,
    duration_ms: 1,
    model: "haiku",
    woken_by: "operator",
    tool_calls: {},
    // Each character takes seven bytes on the wire: once as JSON in the body, once more with it.
    note: "\u0001".repeat(150_000),
  };
  const coder = agent("coder");
  const push = (seqs: readonly number[], note: string) =>
    coder.ask({
      cmd: "push_events",
      boot_id: "b",
      events: seqs.map((seq) => ({ seq, at: 1, event: { ...event, note } })),
    });
  assert.equal((await push([1], event.note)).ok, true);
  assert.equal(
    (
      await push(
        Array.from({ length: 300 }, (_, n) => n + 2),
        "it broke",
      )
    ).ok,
    true,
  );
  await until(() => core.broker.queued("manager") === 5, "the news of five failed turns");
  const got = await agent("manager").ask({ cmd: "recv", max: 32 });
  assert.equal((got["messages"] as unknown[] | undefined)?.length, 5, got.error);
});

test("neither a figure that no table holds nor a bottomless value costs an agent its history", async (t) => {
  const { agent, core } = await startStage(t);
  const client = agent("coder");
  const push = (line: string) => client.ask(`{"cmd":"push_events","boot_id":"b","events":[${line}]}`);
  await push(`{"seq":1,"at":1,"event":{"kind":"note","text":"remember me"}}`);
  const calls = Array.from({ length: 2000 }, (_, n) => `"t${n}":${Number.MAX_SAFE_INTEGER}`).join(",");
  const end = `"kind":"turn_end","turn":1,"outcome":"ok","started_at":1,"duration_ms":1,"model":"m","woken_by":"x"`;
  assert.equal((await push(`{"seq":2,"at":1,"event":{${end},"tool_calls":{${calls}}}}`)).ok, true);
  const deep = `"input":{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
  assert.equal((await push(`{"seq":3,"at":1,"event":{"kind":"tool_use","id":"i","name":"n",${deep}}}`)).ok, true);
  const kinds = core.agents
    .history("coder")
    .list(10)
    .map(({ event }) => event.kind);
  assert.deepEqual(kinds, ["note", "turn_end", "note"]);
});
