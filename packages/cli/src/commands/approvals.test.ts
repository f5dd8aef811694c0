import assert from "node:assert/strict";
import { test } from "node:test";
import { stripVTControlCharacters } from "node:util";
import { ERRORS, HiveError } from "@hyperhive/wire/plain";
import { approval, DRIVES_TERMINAL, HOSTILE, NOW_SECONDS } from "../../test/decision-samples.ts";
import { startFakeHost } from "../../test/fake-host.ts";
import { createTerminal } from "../../test/terminal.ts";

test("pending prints a row per approval, what it supersedes, and how to go on", async () => {
  const approvals = [
    approval({ id: 9, description: "older", superseded_by: 12, risk: { level: "low", reasons: [] } }),
    approval({ supersedes: [9] }),
    {
      ...approval({ id: 14, kind: "spawn", agent: "critic" }),
      fetched_sha: undefined,
      risk: undefined,
      description: undefined,
    },
  ];
  await using host = await startFakeHost((_, send) => send({ approvals }));
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("pending"), 0);
  assert.deepEqual(host.requests, [{ cmd: "approvals" }]);
  assert.deepEqual(terminal.out().split("\n"), [
    "ID   AGENT   KIND          COMMIT        RISK  AGE  DESCRIPTION",
    "#9   coder   apply_commit  0123456789ab  low   5m   older (superseded by #12)",
    "#12  coder   apply_commit  0123456789ab  high  5m   add the browser (supersedes #9)",
    "#14  critic  spawn         -             -     5m   -",
    "",
    "look with `hive-c0re diff 12`; decide with `approve 12`, `deny 12` or `revise 12 <text>`",
    "",
  ]);
});

test("pending says before anything else of it which agents an approval would make", async () => {
  const approvals = [
    approval({ makes: "new", supersedes: [4, 5, 6] }),
    approval({ id: 13, makes: "back", description: undefined, supersedes: [4, 5, 6, 12] }),
    approval({ id: 14, makes: "whatever a newer core may say" }),
  ];
  await using host = await startFakeHost((_, send) => send({ approvals }));
  const terminal = createTerminal({ runDir: host.runDir });
  await terminal.run("pending");
  const told = terminal.out().split("\n").slice(1, 4);
  assert.deepEqual(
    told.map((line) => line.slice(line.indexOf("5m") + 5)),
    [
      "creates coder: add the browser (supersedes #4, #5, #6)",
      "brings coder back (supersedes 4 older)",
      "add the browser",
    ],
  );
});

test("pending leaves kind and commit out of a narrow terminal", async () => {
  const approvals = [approval(), approval({ id: 13, kind: "init_config", description: undefined, risk: undefined })];
  await using host = await startFakeHost((_, send) => send({ approvals }));
  const terminal = createTerminal({ runDir: host.runDir, tty: true, columns: 59 });
  await terminal.run("pending");
  assert.deepEqual(stripVTControlCharacters(terminal.out()).split("\n").slice(0, 3), [
    "ID   AGENT  RISK  AGE  DESCRIPTION",
    "#12  coder  high  5m   add the browser",
    "#13  coder  -     5m   init_config",
  ]);
});

test("pending hints at the diff of a spawn only when there is one", async () => {
  let approvals = [{ ...approval({ id: 14, kind: "spawn" }), fetched_sha: undefined }] as object[];
  await using host = await startFakeHost((_, send) => send({ approvals }));
  const terminal = createTerminal({ runDir: host.runDir });
  await terminal.run("pending");
  assert.match(terminal.out(), /\ndecide with `hive-c0re approve 14` or `deny 14`\n$/);
  approvals = [approval({ id: 15, kind: "spawn", makes: "back" })];
  await terminal.run("pending");
  assert.match(terminal.out(), /\nlook with `hive-c0re diff 15`; decide with `approve 15` or `deny 15`\n$/);
});

test("pending says that nothing waits, and with --json what the core answered", async () => {
  await using host = await startFakeHost((_, send) => send({ approvals: [] }));
  const terminal = createTerminal({ runDir: host.runDir });
  await terminal.run("pending");
  await terminal.run("pending", "--json");
  assert.equal(terminal.out(), 'nothing waits for you to approve\n{"approvals":[]}\n');
});

test("a terminal shows the risk in its colour and cuts the description where the line would break", async () => {
  const approvals = [approval({ description: "long ".repeat(50) })];
  await using host = await startFakeHost((_, send) => send({ approvals }));
  const terminal = createTerminal({ runDir: host.runDir, tty: true });
  await terminal.run("pending");
  const row = terminal.out().split("\n")[1] ?? "";
  assert.ok(row.includes("\u001b[31mhigh\u001b[39m"));
  assert.equal(stripVTControlCharacters(row).length, 80);
});

test("words of an agent cannot drive the terminal nor pass for a row", async () => {
  const approvals = [approval({ description: HOSTILE, status: "denied", note: HOSTILE })];
  await using host = await startFakeHost((_, send) => send({ approvals }));
  for (const verb of ["pending", "history"]) {
    const terminal = createTerminal({ runDir: host.runDir });
    await terminal.run(verb);
    assert.doesNotMatch(terminal.out(), DRIVES_TERMINAL);
    assert.doesNotMatch(terminal.out(), /^#1 coder/m);
  }
});

test("history prints what was decided, newest last, with the note below", async () => {
  const decided = (id: number, status: string, given: object) =>
    approval({ id, status, stage: status, resolved_at: NOW_SECONDS - 100 + id, ...given });
  const approvals = [
    decided(20, "revise", { note: "smaller,\nplease" }),
    decided(13, "failed", { note: "no such image" }),
    decided(12, "denied", { note: "not now" }),
    decided(8, "approved", { stage: "deployed" }),
  ];
  await using host = await startFakeHost((_, send) => send({ approvals }));
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("history", "coder", "-n", "5"), 0);
  assert.deepEqual(host.requests, [{ cmd: "approvals", resolved: true, limit: 5, agent: "coder" }]);
  assert.deepEqual(terminal.out().split("\n"), [
    "✓  #8   coder  apply_commit  0123456789ab  deployed  1m ago",
    "✗  #12  coder  apply_commit  0123456789ab  denied    1m ago",
    "    not now",
    "⚠  #13  coder  apply_commit  0123456789ab  failed    1m ago",
    "    no such image",
    "↻  #20  coder  apply_commit  0123456789ab  revise    1m ago",
    "    smaller,",
    "    please",
    "",
  ]);
});

test("history of nothing says so, and a status of a newer core is shown with a question mark", async () => {
  const approvals: object[] = [];
  await using host = await startFakeHost((_, send) => send({ approvals }));
  const terminal = createTerminal({ runDir: host.runDir });
  await terminal.run("history");
  approvals.push(approval({ status: "toString", stage: "held" }));
  await terminal.run("history");
  assert.match(terminal.out(), /^nothing was decided yet\n\?  #12  .*held/);
  assert.deepEqual(host.requests[0], { cmd: "approvals", resolved: true, limit: 20 });
});

test("history calls nothing deployed that has no commit to deploy", async () => {
  const approvals = [
    approval({ id: 1, kind: "init_config", status: "approved", stage: "deployed" }),
    approval({ id: 2, kind: "spawn", status: "approved", stage: "deployed" }),
    approval({ id: 3, kind: "spawn", status: "failed", stage: "failed" }),
  ];
  await using host = await startFakeHost((_, send) => send({ approvals }));
  const terminal = createTerminal({ runDir: host.runDir });
  await terminal.run("history");
  const stages = terminal.out().match(/(?<= 0123456789ab {2})\w+/g);
  assert.deepEqual(stages, ["ready", "spawned", "failed"]);
});

test("the help of diff tells what can be compared with, and that of deny promises no more than is true", async () => {
  const terminal = createTerminal();
  assert.equal(await terminal.run("diff", "--help"), 0);
  for (const line of ["running   what runs now", "approved  what was ", "previous  the older proposal "])
    assert.ok(terminal.out().includes(`\n  ${line}`), line);
  await terminal.run("deny", "--help");
  assert.match(terminal.out(), /deny; what was denied may be asked for again/);
});

test("deny denies each with the note and goes on after one that is refused", async () => {
  await using host = await startFakeHost(({ id }, send) =>
    send(
      id === 4
        ? new HiveError("already_decided", "#4 was approved 2m ago")
        : id === 6
          ? new HiveError("not_found", "#61 is the newest")
          : {},
    ),
  );
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("deny", "4", "#5", "6", "--note", "not now"), ERRORS.already_decided.exit);
  assert.deepEqual(host.requests, [
    { cmd: "deny", id: 4, note: "not now" },
    { cmd: "deny", id: 5, note: "not now" },
    { cmd: "deny", id: 6, note: "not now" },
  ]);
  assert.equal(terminal.out(), "#4 was approved 2m ago\n#5 denied\n#6: #61 is the newest\n");
  const json = createTerminal({ runDir: host.runDir });
  await json.run("deny", "4", "5", "--json");
  assert.deepEqual(JSON.parse(json.out()), {
    results: [
      { id: 4, ok: false, error: "#4 was approved 2m ago", code: "already_decided" },
      { id: 5, ok: true },
    ],
  });
});

test("revise sends what is to be changed, typed or from stdin", async () => {
  await using host = await startFakeHost((_, send) => send({}));
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("revise", "12", "use", "less", "memory"), 0);
  assert.equal(terminal.out(), "#12 goes back to be changed\n");
  const piped = createTerminal({ runDir: host.runDir });
  piped.stdin.end("first\nsecond\n");
  await piped.run("revise", "12", "-");
  assert.deepEqual(
    host.requests.map(({ note }) => note),
    ["use less memory", "first\nsecond"],
  );
});

for (const [what, argv, told] of [
  ["revise without a word", ["revise", "12"], /missing required argument 'text'/],
  ["an approval that is no number", ["approve", "twelve"], /expected the number of an approval/],
  ["an unknown base", ["diff", "12", "--base", "main"], /Allowed choices are running, approved, previous/],
  ["deny of nothing", ["deny"], /missing required argument 'id'/],
  ["more history than is listed", ["history", "-n", "501"], /--lines.*'501'.*a number from 1 to 500/],
] as const) {
  test(`${what} ends with 2 and says what was expected`, async () => {
    const terminal = createTerminal();
    assert.equal(await terminal.run(...argv), 2);
    assert.match(terminal.err(), told);
  });
}

test("revise with an empty stdin asks the core for nothing", async () => {
  const terminal = createTerminal({ runDir: "/nowhere" });
  terminal.stdin.end("\n");
  assert.equal(await terminal.run("revise", "12", "-"), 2);
  assert.match(terminal.err(), /expected what is to be changed, got nothing/);
});

test("request-spawn files an approval and says how to go on", async () => {
  let duplicate = false;
  await using host = await startFakeHost((_, send) => send({ approval_id: 14, duplicate }));
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("request-spawn", "critic"), 0);
  duplicate = true;
  await terminal.run("request-spawn", "critic", "--key", "k");
  assert.deepEqual(host.requests, [
    { cmd: "request_spawn", name: "critic" },
    { cmd: "request_spawn", name: "critic", key: "k" },
  ]);
  assert.deepEqual(terminal.out().split("\n").slice(0, 2), [
    "#14 asks to spawn critic; `hive-c0re approve 14` does it",
    "#14 asks to spawn critic (it was asked for before, nothing new was filed); `hive-c0re approve 14` does it",
  ]);
});

test("loose-ends prints everything that waits, each on one line", async () => {
  const ends = [
    {
      kind: "approval",
      id: 12,
      agent: "coder",
      approval_kind: "apply_commit",
      fetched_sha: "0123456789abcdef",
      description: "add it",
      risk: { level: "low", reasons: [] },
      age_seconds: 300,
    },
    {
      kind: "question",
      id: 3,
      asker: "coder",
      target: "manager",
      question: "Which\none?",
      options: [],
      multi: false,
      deadline_at: NOW_SECONDS * 1000 + 120_000,
      age_seconds: 60,
    },
    {
      kind: "reminder",
      id: 4,
      owner: "coder",
      message: "water",
      due_at: NOW_SECONDS * 1000 + 60_000,
      attempts: 0,
      age_seconds: 5,
    },
    {
      kind: "reminder",
      id: 5,
      owner: "coder",
      message: HOSTILE,
      due_at: 0,
      attempts: 5,
      failure: "no file",
      failed_at: NOW_SECONDS * 1000 - 60_000,
      age_seconds: 5,
    },
  ];
  let answer: object[] = ends;
  await using host = await startFakeHost((_, send) => send({ loose_ends: answer }));
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("loose-ends"), 0);
  answer = [];
  await terminal.run("loose-ends");
  assert.deepEqual(host.requests[0], { cmd: "loose_ends" });
  assert.deepEqual(terminal.out().split("\n"), [
    "WHAT          AGE  WHO               DETAIL",
    "approval #12  5m   coder → operator  apply_commit 0123456789ab (risk low) add it",
    "question #3   1m   coder → manager   (ends in 2m) Which one?",
    "reminder #4   5s   coder             (due in 1m) water",
    "reminder #5   5s   coder             (gave up 1m ago: no file) ␛[2J␛]0;owned␇hi�␍ #1 coder approved",
    "nothing waits on anybody",
    "",
  ]);
});
