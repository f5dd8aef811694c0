import assert from "node:assert/strict";
import { test } from "node:test";
import { ERRORS, HiveError } from "@hyperhive/wire/plain";
import { approval, build, DRIVES_TERMINAL, endedBuild, HOSTILE, lines } from "../../test/decision-samples.ts";
import { startFakeHost, type Reply } from "../../test/fake-host.ts";
import { createTerminal } from "../../test/terminal.ts";

type Answers = Readonly<Record<string, object | readonly Reply[]>>;

/** A core where nothing waits, that answers each verb with what stands here, all others with nothing; several replies are a stream. */
async function hostWith(given: Answers) {
  const answers: Answers = { approvals: { approvals: [] }, ...given };
  return await startFakeHost(({ cmd }, send) => {
    for (const reply of [answers[String(cmd)] ?? {}].flat()) send(reply);
  });
}

const DONE = [{ build: build(), lines: lines("one") }, { lines: lines("two", "three") }, { build: endedBuild("done") }];

test("approve follows its build and prints its lines as they come", async () => {
  await using host = await hostWith({ builds: { builds: [build()] }, build_output: DONE });
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("approve", "12"), 0);
  assert.deepEqual(host.requests, [
    { cmd: "approvals" },
    { cmd: "approve", id: 12 },
    { cmd: "builds" },
    { cmd: "build_output", id: 7, follow: true },
  ]);
  assert.deepEqual(terminal.out().split("\n"), [
    "#12 approved",
    "build 7 of coder (apply_commit): running for 30s",
    "  one",
    "  two",
    "  three",
    "build 7 of coder (apply_commit): done after 12s",
    "",
  ]);
});

test("approve --no-wait asks for no build", async () => {
  await using host = await hostWith({});
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("approve", "12", "#13", "12", "--no-wait"), 0);
  assert.deepEqual(host.requests, [{ cmd: "approvals" }, { cmd: "approve", id: 12 }, { cmd: "approve", id: 13 }]);
  assert.equal(terminal.out(), "#12 approved\n#13 approved\n");
});

test("approve says which agents come of it", async () => {
  const approvals = [approval({ makes: "new" }), approval({ id: 13, kind: "spawn", agent: "critic", makes: "back" })];
  await using host = await hostWith({ approvals: { approvals } });
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("approve", "12", "13", "14", "--no-wait"), 0);
  assert.equal(terminal.out(), "#12 approved: creates coder\n#13 approved: brings critic back\n#14 approved\n");
});

for (const state of ["failed", "cancelled"]) {
  test(`approve ends with 1 and the reason when its build is ${state}`, async () => {
    const ended = { build: endedBuild(state, { note: "no such image:\nx" }) };
    await using host = await hostWith({ builds: { builds: [build()] }, build_output: [DONE[0], ended] });
    const terminal = createTerminal({ runDir: host.runDir });
    assert.equal(await terminal.run("approve", "12"), 1);
    assert.ok(terminal.out().endsWith(`build 7 of coder (apply_commit): ${state} after 12s: no such image:\n  x\n`));
  });
}

test("approve follows what it approved although another was refused, and ends with that refusal", async () => {
  await using host = await startFakeHost(({ cmd, id }, send) => {
    if (cmd === "approvals") send({ approvals: [] });
    else if (cmd === "approve") send(id === 4 ? new HiveError("already_decided", "#4 was denied") : {});
    else send(cmd === "builds" ? { builds: [build()] } : { build: endedBuild("done"), lines: [] });
  });
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("approve", "4", "12"), ERRORS.already_decided.exit);
  assert.match(terminal.out(), /^#4 was denied\n#12 approved\nbuild 7 .*done after 12s\n$/);
});

test("approve of nothing but refused ones follows nothing", async () => {
  await using host = await hostWith({ approve: new HiveError("not_found", "no approval #4") });
  assert.equal(await createTerminal({ runDir: host.runDir }).run("approve", "4"), ERRORS.not_found.exit);
  assert.ok(!host.requests.some(({ cmd }) => cmd === "builds"));
});

test("a build that is not in the queue any more is found by its approval", async () => {
  await using host = await hostWith({
    builds: { builds: [] },
    approvals: { approvals: [approval({ build_id: 7 })] },
    build_output: { build: endedBuild("done"), lines: lines("one") },
  });
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("approve", "12"), 0);
  assert.match(terminal.out(), /\n {2}one\nbuild 7 of coder .*: done/);
});

test("an approval that failed before anything was built ends with 1 and the reason", async () => {
  const failed = approval({ status: "failed", stage: "failed", note: "port 8123 already taken" });
  await using host = await hostWith({ builds: { builds: [] }, approvals: { approvals: [failed] } });
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("approve", "12"), 1);
  assert.equal(terminal.out(), "#12 approved\n#12: nothing is built for it; it is failed\n  port 8123 already taken\n");
});

test("ctrl-C ends the following only, and names what still waits or runs", async () => {
  const terminal = createTerminal();
  const { promise: following, resolve } = Promise.withResolvers<void>();
  const builds = [9, 8, 7].map((id) => build({ id, approval_id: id }));
  await using host = await startFakeHost(({ cmd, id }, send) => {
    if (cmd === "approvals") send({ approvals: [] });
    else if (cmd === "build_output") send({ build: id === 7 ? endedBuild("done", { id }) : build({ id }), lines: [] });
    else send(cmd === "builds" ? { builds } : {});
    if (cmd === "build_output" && id === 8) resolve();
  });
  const ended = terminal.run("approve", "9", "8", "7", "--run-dir", host.runDir);
  await following;
  terminal.signal("SIGINT");
  assert.equal(await ended, 130);
  assert.equal(
    terminal.err(),
    [
      "",
      "no longer following; what goes on:",
      "  build 8: `hive-c0re build 8 -f` follows it again, `hive-c0re cancel-build 8` ends it",
      "  build 9: `hive-c0re build 9 -f` follows it again, `hive-c0re cancel-build 9` ends it",
      "",
    ].join("\n"),
  );
  assert.ok(!host.requests.some(({ cmd }) => cmd === "cancel_build"));
});

test("a core that goes away while its build is followed is told with advice", async () => {
  await using host = await hostWith({ build_output: [DONE[0], undefined] });
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("build", "7", "-f"), ERRORS.connection_lost.exit);
  assert.match(terminal.err(), /see what became of it with `hive-c0re build 7`/);
});

test("with --json what the core answers about builds is printed line by line", async () => {
  await using host = await hostWith({ builds: { builds: [build()] }, build_output: DONE });
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("approve", "12", "--json"), 0);
  const printed = terminal.out().trimEnd().split("\n");
  assert.deepEqual(
    printed.map((line) => JSON.parse(line) as unknown),
    [{ results: [{ id: 12, ok: true }] }, ...DONE],
  );
});

test("rebuild queues every agent, then follows them in order", async () => {
  await using host = await startFakeHost(({ cmd, name, id }, send) => {
    if (cmd === "build_output") send({ build: endedBuild("done", { id, kind: "rebuild" }), lines: [] });
    else if (name === "nobody") send(new HiveError("unknown_agent", "no agent `nobody`"));
    else send({ build_id: name === "coder" ? 7 : 8, duplicate: name !== "coder" });
  });
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("rebuild", "coder", "nobody", "critic"), ERRORS.unknown_agent.exit);
  assert.deepEqual(terminal.out().split("\n"), [
    "coder: build 7 is queued",
    "nobody: no agent `nobody`",
    "critic: build 8 was in the queue already",
    "build 7 of coder (rebuild): done after 12s",
    "build 8 of coder (rebuild): done after 12s",
    "",
  ]);
});

test("rebuild --no-wait prints the numbers, with --json for programs", async () => {
  await using host = await hostWith({ rebuild: { build_id: 7, duplicate: false } });
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("rebuild", "coder", "--no-wait", "--json"), 0);
  assert.deepEqual(JSON.parse(terminal.out()), {
    results: [{ name: "coder", ok: true, build_id: 7, duplicate: false }],
  });
  assert.deepEqual(host.requests, [{ cmd: "rebuild", name: "coder" }]);
});

test("builds prints the queue and what has ended", async () => {
  const all = [
    endedBuild("failed", { note: "no such image" }),
    build({ id: 8, kind: "rebuild", approval_id: undefined }),
    build({ id: 9, state: "queued", started_at: undefined }),
  ];
  await using host = await hostWith({ builds: { builds: all } });
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("builds", "-n", "3"), 0);
  assert.deepEqual(host.requests, [{ cmd: "builds", limit: 3 }]);
  assert.deepEqual(terminal.out().split("\n"), [
    "ID  AGENT  KIND          FOR  STATE    AGE  TOOK  NOTE",
    "7   coder  apply_commit  #12  failed   1m   12s   no such image",
    "8   coder  rebuild       -    running  1m   30s",
    "9   coder  apply_commit  #12  queued   1m   -",
    "",
  ]);
});

test("build prints what came out and how it stands, and cannot be made to drive the terminal", async () => {
  const answer = { build: endedBuild("failed", { note: HOSTILE }), lines: lines("one", HOSTILE) };
  await using host = await hostWith({ build_output: answer });
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("build", "7"), 0);
  assert.deepEqual(host.requests, [{ cmd: "build_output", id: 7 }]);
  assert.match(terminal.out(), /^ {2}one\n/);
  assert.doesNotMatch(terminal.out(), DRIVES_TERMINAL);
  assert.doesNotMatch(terminal.out(), /^#1 coder/m);
});

test("builds of nothing, and a cancelled build, are told in a line", async () => {
  await using host = await hostWith({ builds: { builds: [] } });
  const terminal = createTerminal({ runDir: host.runDir });
  await terminal.run("builds");
  assert.equal(await terminal.run("cancel-build", "7"), 0);
  assert.equal(terminal.out(), "nothing was built yet\nbuild 7 is cancelled\n");
  assert.deepEqual(host.requests[1], { cmd: "cancel_build", id: 7 });
});

test("a build that has ended already cannot be cancelled, and the core's words are told", async () => {
  await using host = await hostWith({ cancel_build: new HiveError("already_decided", "build 7 has ended") });
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("cancel-build", "7"), ERRORS.already_decided.exit);
  assert.equal(terminal.err(), "hive-c0re: build 7 has ended\n");
});
