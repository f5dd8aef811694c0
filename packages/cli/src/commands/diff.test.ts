import assert from "node:assert/strict";
import { test } from "node:test";
import { ERRORS, HiveError } from "@hyperhive/wire/plain";
import { approval, DRIVES_TERMINAL, HOSTILE } from "../../test/decision-samples.ts";
import { startFakeHost } from "../../test/fake-host.ts";
import { createTerminal, NOW } from "../../test/terminal.ts";

const BASE = "fedcba9876543210fedcba9876543210fedcba98";
const HEAD = "0123456789abcdef0123456789abcdef01234567";
const TEXT = `diff --git a/agent.yaml b/agent.yaml
index 1..2 100644
--- a/agent.yaml
+++ b/agent.yaml
@@ -1,3 +1,3 @@
 model: haiku
--- an old line
+++ a new line
\\ No newline at end of file
`;

function change(given: object = {}) {
  return {
    approval: approval(),
    base: "running",
    base_sha: BASE,
    head_sha: HEAD,
    commit: { author: "hm1nd", at: NOW - 360_000, message: "add the browser\n\nbecause of pages\n" },
    risk: { level: "high", reasons: ["reaches the host's network", "may run any program"] },
    diff: TEXT,
    truncated: false,
    stat: { files: 1, insertions: 1, deletions: 1 },
    ...given,
  };
}

test("diff tells who changes what and how risky that is, then prints the diff", async () => {
  await using host = await startFakeHost((_, send) => send(change()));
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("diff", "12"), 0);
  assert.deepEqual(host.requests, [{ cmd: "diff", id: 12, base: "running" }]);
  assert.equal(
    terminal.out(),
    `#12 apply_commit for coder, pending, asked by manager 5m ago
commit   0123456789ab by hm1nd, 6m ago
against  what runs, fedcba987654
change   1 file, +1 -1
risk     high
         - reaches the host's network
         - may run any program

    add the browser

    because of pages

${TEXT}`,
  );
});

test("a terminal shows each line in its colour, and takes no removed line for a heading", async () => {
  await using host = await startFakeHost((_, send) => send(change()));
  const terminal = createTerminal({ runDir: host.runDir, tty: true });
  await terminal.run("diff", "12");
  for (const line of [
    "\u001b[1m--- a/agent.yaml\u001b[22m",
    "\u001b[1m+++ b/agent.yaml\u001b[22m",
    "\u001b[36m@@ -1,3 +1,3 @@\u001b[39m",
    " model: haiku",
    "\u001b[31m--- an old line\u001b[39m",
    "\u001b[32m+++ a new line\u001b[39m",
    "risk     \u001b[31mhigh\u001b[39m",
  ]) {
    assert.ok(terminal.out().split("\n").includes(line), line);
  }
});

test("without something of the wanted kind it says what it is compared with", async () => {
  await using host = await startFakeHost((_, send) => send(change({ base: "running" })));
  const terminal = createTerminal({ runDir: host.runDir });
  await terminal.run("diff", "12", "--base", "previous");
  assert.deepEqual(host.requests, [{ cmd: "diff", id: 12, base: "previous" }]);
  assert.match(terminal.out(), new RegExp(`^against  what runs, ${BASE.slice(0, 12)}$`, "m"));
});

for (const [makes, told] of [
  ["new", "creates coder"],
  ["back", "brings coder back"],
] as const) {
  test(`the diff of what ${told} says so first, and that all of it is shown`, async () => {
    await using host = await startFakeHost((_, send) =>
      send(change({ approval: approval({ makes }), base: "nothing" })),
    );
    const terminal = createTerminal({ runDir: host.runDir });
    await terminal.run("diff", "12");
    assert.deepEqual(terminal.out().split("\n").slice(1, 4), [
      `approve  ${told}, which is not in the hive`,
      "commit   0123456789ab by hm1nd, 6m ago",
      "against  nothing: the whole configuration is shown",
    ]);
  });
}

test("a diff that was cut names the command that shows it whole", async () => {
  const stateDir = { state_dir: "/var/lib/hyperhive" };
  await using host = await startFakeHost(({ cmd }, send) =>
    send(cmd === "ping" ? stateDir : change({ truncated: true })),
  );
  const terminal = createTerminal({ runDir: host.runDir });
  await terminal.run("diff", "12");
  const command = `  git -C /var/lib/hyperhive/applied/coder diff ${BASE} ${HEAD}\n`;
  assert.ok(terminal.out().endsWith(`to see it whole, run on the host:\n${command}`));
  stateDir.state_dir = "/home/o'neil/my hive";
  await terminal.run("diff", "12");
  assert.match(terminal.out(), /git -C '\/home\/o'\\''neil\/my hive\/applied\/coder' diff \w+ 0123\w+\n$/);
});

test("a proposal that changes nothing says so", async () => {
  await using host = await startFakeHost((_, send) => send(change({ diff: "" })));
  const terminal = createTerminal({ runDir: host.runDir });
  await terminal.run("diff", "12");
  assert.match(terminal.out(), /\nnothing is changed\n$/);
});

test("author, message, reasons and diff cannot drive the terminal", async () => {
  const hostile = change({
    commit: { author: HOSTILE, at: NOW, message: HOSTILE },
    risk: { level: "low", reasons: [HOSTILE] },
    diff: HOSTILE,
  });
  await using host = await startFakeHost((_, send) => send(hostile));
  const terminal = createTerminal({ runDir: host.runDir });
  await terminal.run("diff", "12");
  assert.doesNotMatch(terminal.out(), DRIVES_TERMINAL);
});

test("a spawn has nothing to compare, which is no error to people", async () => {
  const spawn = { ...approval({ id: 14, kind: "spawn", agent: "critic" }), fetched_sha: undefined };
  const refusal = new HiveError("bad_request", "#14 has no commit");
  await using host = await startFakeHost(({ cmd, resolved }, send) =>
    send(cmd === "diff" ? refusal : { approvals: resolved === true ? [spawn] : [] }),
  );
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("diff", "14"), 0);
  assert.equal(terminal.out(), "#14 is the spawn of critic and has no commit: there is nothing to compare\n");
  const program = createTerminal({ runDir: host.runDir });
  assert.equal(await program.run("diff", "14", "--json"), ERRORS.bad_request.exit);
  assert.equal((JSON.parse(program.err()) as { error: string }).error, "#14 has no commit");
});

test("a spawn that has a commit is compared, and what the core refuses then is an error", async () => {
  const spawn = approval({ id: 14, kind: "spawn", makes: "back" });
  const answers: (object | HiveError)[] = [
    change({ approval: spawn, base: "nothing", diff: "" }),
    new HiveError("busy", "in a moment"),
  ];
  await using host = await startFakeHost(({ cmd }, send) =>
    send(cmd === "diff" ? answers.shift() : { approvals: [spawn] }),
  );
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("diff", "14"), 0);
  assert.match(terminal.out(), /^#14 spawn for coder.*\napprove {2}brings coder back/);
  assert.equal(await terminal.run("diff", "14"), ERRORS.busy.exit);
});

test("an unknown approval is the core's error", async () => {
  await using host = await startFakeHost(({ cmd }, send) =>
    send(cmd === "diff" ? new HiveError("not_found", "no approval #99") : { approvals: [] }),
  );
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("diff", "99"), ERRORS.not_found.exit);
  assert.equal(terminal.err(), "hive-c0re: no approval #99\n");
});

test("diff prints what the core answered with --json", async () => {
  await using host = await startFakeHost((_, send) => send(change()));
  const terminal = createTerminal({ runDir: host.runDir });
  await terminal.run("diff", "12", "--json");
  assert.deepEqual(JSON.parse(terminal.out()), change());
});
