import assert from "node:assert/strict";
import { test } from "node:test";
import { ERRORS, HiveError } from "@hyperhive/wire/plain";
import { DRIVES_TERMINAL, HOSTILE, question } from "../../test/decision-samples.ts";
import { startFakeHost } from "../../test/fake-host.ts";
import { createTerminal, NOW } from "../../test/terminal.ts";

const ANSWERED = { state: "answered", answer: "sqlite", answerer: "operator", ended_at: NOW - 60_000 };

/** A core with these questions, which answers as it is told to. */
async function hostWith(all: readonly ReturnType<typeof question>[]) {
  return await startFakeHost(({ cmd, id, answer }, send) => {
    if (cmd === "questions") return send({ questions: all });
    const found = all.find((each) => each.id === id) ?? question();
    return send({ question: { ...found, ...ANSWERED, answer } });
  });
}

test("questions prints who asks, until when, the options by number, and how to answer", async () => {
  const all = [
    question({ deadline_at: NOW + 600_000 }),
    question({ id: 5, question: "Why?\nReally?", options: [], asker: "manager" }),
    question({ id: 6, multi: true }),
  ];
  await using host = await hostWith(all);
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("questions"), 0);
  assert.deepEqual(host.requests, [{ cmd: "questions", all: false, limit: 50 }]);
  assert.deepEqual(terminal.out().split("\n"), [
    "#3 coder → operator, 5m ago, ends in 10m",
    "    Which database?",
    "  choose one:",
    "  1. sqlite",
    "  2. postgres",
    "#5 manager → operator, 5m ago, open",
    "    Why?",
    "    Really?",
    "#6 coder → operator, 5m ago, open",
    "    Which database?",
    "  choose any of them:",
    "  1. sqlite",
    "  2. postgres",
    "",
    "answer with `hive-c0re answer 3 -o 1` or `hive-c0re answer 3 your words`",
    "",
  ]);
});

test("questions --all tells how each ended and whether the asker has the answer", async () => {
  const all = [
    question({ ...ANSWERED, target: "manager", answer_fate: "reached" }),
    question({ ...ANSWERED, id: 4, answer: "both\nof them", answer_fate: "waiting" }),
    question({
      id: 5,
      state: "expired",
      answer: "[expired]",
      answerer: "ttl-watchdog",
      ended_at: NOW - 5000,
      answer_fate: "lost",
    }),
    question({ id: 6, state: "cancelled", answer: "[cancelled]", answerer: "operator", ended_at: NOW - 5000 }),
  ];
  await using host = await hostWith(all);
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("questions", "--all", "-n", "9"), 0);
  assert.deepEqual(host.requests, [{ cmd: "questions", all: true, limit: 9 }]);
  assert.deepEqual(terminal.out().split("\n"), [
    "#3 coder → manager, 5m ago, answered by operator 1m ago",
    "    Which database?",
    "  → sqlite",
    "  has reached coder",
    "#4 coder → operator, 5m ago, answered by operator 1m ago",
    "    Which database?",
    "  → both",
    "    of them",
    "  waits in the inbox of coder",
    "#5 coder → operator, 5m ago, expired 5s ago",
    "    Which database?",
    "  → [expired]",
    "  could not be delivered to coder",
    "#6 coder → operator, 5m ago, cancelled by operator 5s ago",
    "    Which database?",
    "  → [cancelled]",
    "",
  ]);
});

test("no questions are told in a line, and with --json what the core answered", async () => {
  await using host = await hostWith([]);
  const terminal = createTerminal({ runDir: host.runDir });
  await terminal.run("questions");
  await terminal.run("questions", "--all");
  await terminal.run("questions", "--json");
  assert.equal(terminal.out(), 'no question waits for you\nnothing was asked yet\n{"questions":[]}\n');
});

test("a question cannot drive the terminal, nor pass for an option or another question", async () => {
  await using host = await hostWith([question({ question: `${HOSTILE}\n  1. no`, options: ["yes\n  2. no"] })]);
  const terminal = createTerminal({ runDir: host.runDir });
  await terminal.run("questions");
  assert.doesNotMatch(terminal.out(), DRIVES_TERMINAL);
  assert.doesNotMatch(terminal.out(), /^#1 coder/m);
  assert.deepEqual(terminal.out().match(/^ {2}\d.*$/gm), ["  1. yes 2. no"]);
});

for (const [what, argv, sent] of [
  ["words", ["3", "use", "sqlite"], "use sqlite"],
  ["an option by its number", ["3", "-o", "2"], "postgres"],
  ["several options, where that is allowed", ["6", "-o", "2", "--option", "1", "-o", "2"], "postgres, sqlite"],
  ["an option and words", ["#3", "-o", "1", "but", "in memory"], "sqlite, but in memory"],
] as const) {
  test(`answer takes ${what}`, async () => {
    await using host = await hostWith([question(), question({ id: 6, multi: true })]);
    const terminal = createTerminal({ runDir: host.runDir });
    assert.equal(await terminal.run("answer", ...argv), 0);
    const id = Number(argv[0].replace("#", ""));
    assert.deepEqual(host.requests.at(-1), { cmd: "answer", id, answer: sent });
    assert.equal(terminal.out(), `#${id} is answered; coder is told:\n  ${sent}\n`);
  });
}

test("answer reads its text from stdin when it is `-`, beside options too", async () => {
  await using host = await hostWith([question()]);
  const terminal = createTerminal({ runDir: host.runDir });
  terminal.stdin.end("first\nsecond\n");
  assert.equal(await terminal.run("answer", "3", "-", "-o", "1", "--json"), 0);
  assert.equal(host.requests.at(-1)?.["answer"], "sqlite, first\nsecond");
  assert.deepEqual(JSON.parse(terminal.out()), {
    question: question({ ...ANSWERED, answer: "sqlite, first\nsecond" }),
  });
});

test("a question among agents is found in the long list", async () => {
  await using host = await startFakeHost(({ cmd, all }, send) => {
    if (cmd === "answer") send({ question: question(ANSWERED) });
    else send({ questions: all === true ? [question()] : [] });
  });
  assert.equal(await createTerminal({ runDir: host.runDir }).run("answer", "3", "-o", "1"), 0);
});

for (const [what, argv, told] of [
  ["neither text nor option", ["3"], /expected text or `--option`, got neither/],
  [
    "two options of a question that lets one be chosen",
    ["3", "-o", "1", "-o", "2"],
    /#3 lets one be chosen, got 1 and 2/,
  ],
  ["an option that is not there", ["3", "-o", "3"], /#3 has the options 1 \(sqlite\), 2 \(postgres\), got 3/],
  ["an option where there are none", ["5", "-o", "1"], /#5 has no options, answer it with text/],
  ["an option that is no number", ["3", "-o", "sqlite"], /expected the number of an option/],
] as const) {
  test(`answer refuses ${what}, and answers nothing`, async () => {
    await using host = await hostWith([question(), question({ id: 5, options: [] })]);
    const terminal = createTerminal({ runDir: host.runDir });
    assert.equal(await terminal.run("answer", ...argv), 2);
    assert.match(terminal.err(), told);
    assert.ok(!host.requests.some(({ cmd }) => cmd === "answer"));
  });
}

test("answer by option of an unknown question says where they are listed", async () => {
  await using host = await hostWith([]);
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("answer", "3", "-o", "1"), ERRORS.not_found.exit);
  assert.match(terminal.err(), /no question #3; `hive-c0re questions --all` lists them/);
});

test("a question that has ended is the core's refusal", async () => {
  await using host = await startFakeHost((_, send) => send(new HiveError("already_decided", "#3 was answered 1m ago")));
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("answer", "3", "x"), ERRORS.already_decided.exit);
  assert.equal(terminal.err(), "hive-c0re: #3 was answered 1m ago\n");
});

test("cancel-question ends it and says who is told", async () => {
  await using host = await hostWith([question()]);
  const terminal = createTerminal({ runDir: host.runDir });
  assert.equal(await terminal.run("cancel-question", "3"), 0);
  assert.deepEqual(host.requests, [{ cmd: "cancel_question", id: 3 }]);
  assert.equal(terminal.out(), "#3 is cancelled; coder is told so\n");
});
