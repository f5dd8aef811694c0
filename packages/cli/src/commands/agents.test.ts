import assert from "node:assert/strict";
import { test } from "node:test";
import { ERRORS, HiveError } from "@hyperhive/wire/plain";
import { DRIVES_TERMINAL } from "../../test/decision-samples.ts";
import { startFakeHost } from "../../test/fake-host.ts";
import { createTerminal, NOW } from "../../test/terminal.ts";

const CORE = {
  rev: "abc1234",
  pid: 42,
  started_at: NOW - 7_200_000,
  state_dir: "/var/lib/hyperhive",
  url: "http://127.0.0.1:7000/",
  runtime: "bwrap",
  demo: false,
  model_access: "key",
};

const WAITING: Readonly<Record<string, object>> = {
  ping: CORE,
  pending: { approvals: [] },
  questions: { questions: [] },
};

/** What a hive with these agents answers to the verbs of `status`. */
function statusOf(cmd: unknown, agents: readonly object[], more: Readonly<Record<string, object>> = {}): object {
  return more[String(cmd)] ?? WAITING[String(cmd)] ?? { agent_statuses: agents };
}

function agent(name: string, given: object = {}) {
  const calm = {
    running: true,
    failed: false,
    needs_update: false,
    needs_login: false,
    paused: false,
    pending_reminders: 0,
  };
  return { name, ...calm, ...given };
}

test("list prints one name per line", async () => {
  await using host = await startFakeHost((_, send) => send({ agents: ["manager", "coder"] }));
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("list"), 0);
  assert.equal(terminal.out(), "manager\ncoder\n");
});

test("status lays the agents out in columns, with the word that matters most", async () => {
  const agents = [
    agent("manager", {
      active_model: "haiku",
      status_text: "planning",
      status_set_at: new Date(NOW - 5000).toISOString(),
    }),
    agent("a", { running: false }),
    agent("b", { needs_login: true, paused: true }),
    agent("c", { failed: true, running: false }),
    agent("d", { needs_update: true }),
  ];
  await using host = await startFakeHost(({ cmd }, send) => send(statusOf(cmd, agents)));
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("status"), 0);
  const lines = terminal.out().split("\n");
  assert.equal(lines[0], "core   abc1234, pid 42, up 2h");
  assert.deepEqual(lines.slice(6, 12), [
    "AGENT    STATE         MODEL  STATUS",
    "manager  running       haiku  planning (5s ago)",
    "a        stopped       -      -",
    "b        needs login   -      -",
    "c        failed        -      -",
    "d        needs update  -      -",
  ]);
});

test("status says in one line what waits for the operator", async () => {
  const more = { pending: { approvals: [{ id: 1 }, { id: 2 }] }, questions: { questions: [{ id: 3 }] } };
  await using host = await startFakeHost(({ cmd }, send) => send(statusOf(cmd, [agent("a")], more)));
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("status"), 0);
  assert.equal(
    terminal.out().split("\n")[5],
    "waits for you: 2 approvals (`hive-c0re pending`), 1 question (`hive-c0re questions`)",
  );
  const json = createTerminal({ runDir: host.runDir });
  await json.run("status", "--json");
  assert.deepEqual(JSON.parse(json.out()), {
    core: CORE,
    agent_statuses: [agent("a")],
    ...more.pending,
    ...more.questions,
  });
});

test("colours are for terminals only, and not under NO_COLOR", async () => {
  await using host = await startFakeHost(({ cmd }, send) => send(statusOf(cmd, [agent("a")])));
  const { runDir } = host;
  const coloured = createTerminal({ runDir, tty: true });
  await coloured.run("status");
  assert.ok(coloured.out().includes("\u001b[32mrunning\u001b"));
  for (const plain of [createTerminal({ runDir }), createTerminal({ runDir, tty: true, env: { NO_COLOR: "1" } })]) {
    await plain.run("status");
    assert.ok(!plain.out().includes("\u001b"));
  }
});

test("start says of each agent what it came to and ends with the code of the first failure", async () => {
  const results = [
    { name: "a", ok: true },
    { name: "b", ok: false, error: "no agent `b`", code: "unknown_agent" },
  ];
  await using host = await startFakeHost((_, send) => send({ results }));
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("start", "a", "b"), ERRORS.unknown_agent.exit);
  assert.deepEqual(host.requests, [{ cmd: "start", scope: { agent_names: ["a", "b"], all: false } }]);
  assert.equal(terminal.out(), "a: started\nb: no agent `b`\n");
});

test("stop is graceful unless --now, and --all names nobody", async () => {
  await using host = await startFakeHost((_, send) => send({ results: [] }));
  await createTerminal({ runDir: host.runDir }).run("stop", "--all");
  await createTerminal({ runDir: host.runDir }).run("stop", "a", "--now");
  assert.deepEqual(host.requests, [
    { cmd: "stop", scope: { agent_names: [], all: true }, graceful: true },
    { cmd: "stop", scope: { agent_names: ["a"], all: false }, graceful: false },
  ]);
});

test("kill is another word for stop", async () => {
  await using host = await startFakeHost((_, send) => send({ results: [{ name: "a", ok: true }] }));
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("kill", "a"), 0);
  assert.deepEqual(host.requests, [{ cmd: "stop", scope: { agent_names: ["a"], all: false }, graceful: true }]);
  assert.equal(terminal.out(), "a: stopped\n");
});

test("restart goes on after an agent that fails", async () => {
  await using host = await startFakeHost(({ name }, send) =>
    send(name === "a" ? new HiveError("busy", "a is starting") : {}),
  );
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("restart", "a", "b"), ERRORS.busy.exit);
  assert.equal(terminal.out(), "a: a is starting\nb: restarted\n");
});

test("pause and resume set the same switch", async () => {
  await using host = await startFakeHost((_, send) => send({}));
  await createTerminal({ runDir: host.runDir }).run("pause", "a");
  await createTerminal({ runDir: host.runDir }).run("resume", "a");
  assert.deepEqual(host.requests, [
    { cmd: "set_paused", name: "a", paused: true },
    { cmd: "set_paused", name: "a", paused: false },
  ]);
});

test("spawn sends the agent.json that it reads", async () => {
  await using host = await startFakeHost((_, send) => send({ name: "coder", port: 8123 }));
  const terminal = createTerminal({ runDir: host.runDir });
  terminal.stdin.end('{\n  "model": "opus"\n}');
  assert.equal(await terminal.run("spawn", "coder", "--config", "-"), 0);
  assert.deepEqual(host.requests, [{ cmd: "spawn", name: "coder", config: { model: "opus" } }]);
  assert.match(terminal.out(), /spawned coder.*8123/);
});

test("spawn names a configuration file that it cannot read", async () => {
  const terminal = createTerminal({ runDir: "/nowhere" });
  assert.equal(await terminal.run("spawn", "coder", "--config", "/no/such.json"), 2);
  assert.match(terminal.err(), /`--config`: cannot read \/no\/such\.json/);
});

for (const [what, typed, told] of [
  ["nothing", "\n", "expected one JSON object in stdin, which is empty; without `--config` an agent gets the defaults"],
  ["a list", "[1]", "expected one JSON object in stdin, got [1]"],
  ["what is no JSON", "model: \u001b[2Jx", "expected one JSON object in stdin: Unexpected token"],
] as const) {
  test(`spawn from ${what} asks the core for nothing and says what was expected`, async () => {
    const terminal = createTerminal({ runDir: "/nowhere" });
    terminal.stdin.end(typed);
    assert.equal(await terminal.run("spawn", "coder", "--config", "-"), 2);
    assert.ok(terminal.err().startsWith(`hive-c0re: \`--config\`: ${told}`), terminal.err());
    assert.doesNotMatch(terminal.err(), DRIVES_TERMINAL);
  });
}

test("logs prints the end of the log, and with -f each new line until the core closes", async () => {
  await using host = await startFakeHost(({ follow }, send) => {
    send({ lines: ["one"] });
    if (follow !== true) return;
    send({ lines: ["two", "th\u001bree"] });
    send(undefined);
  });
  const once = createTerminal({ runDir: host.runDir });
  assert.equal(await once.run("logs", "a", "-n", "9"), 0);
  assert.equal(once.out(), "one\n");
  const following = createTerminal({ runDir: host.runDir });
  assert.equal(await following.run("logs", "a", "-f"), ERRORS.connection_lost.exit);
  assert.equal(following.out(), "one\ntwo\nth␛ree\n");
  assert.deepEqual(host.requests[0], { cmd: "logs", name: "a", lines: 9 });
});

test("login-link prints the link alone, so that a script can take it", async () => {
  await using host = await startFakeHost((_, send) =>
    send({ url: "http://x/login?token=t", expires_at: NOW + 600_000 }),
  );
  const piped = createTerminal({ runDir: host.runDir });
  await piped.run("login-link");
  assert.equal(piped.out() + piped.err(), "http://x/login?token=t\n");
  const person = createTerminal({ runDir: host.runDir, tty: true });
  await person.run("login-link");
  assert.match(person.err(), /works once, ends in 10m/);
});
