import assert from "node:assert/strict";
import { test } from "node:test";
import { setStage } from "./stage.ts";
import { playTools, playTurn, using } from "./use-tools.ts";

const own = (name: string, input: Record<string, unknown> = {}) => ({ name: `mcp__hyperhive__${name}`, input });

test("an agent asks, answers, sets reminders, lists what is open and takes it back", async () => {
  const stage = await setStage({
    scenario: using(
      own("ask", { question: "Red or blue?", options: ["red", "blue"], multi: true, ttl_seconds: 60, to: "bob" }),
      own("ask", { question: "May I?" }),
      own("answer", { id: 7, answer: "go on" }),
      own("remind", { message: "look", at: 1_800_000_000, file_path: "/state/look.md" }),
      own("get_loose_ends"),
      own("cancel_loose_end", { kind: "question", id: 4 }),
    ),
  });
  await using _ = stage;
  const { decisions } = stage.core;
  const due_at = Date.now() + 36 * 3_600_000;
  decisions.looseEnds = [
    { kind: "reminder", id: 2, owner: "alice", message: "look", due_at, attempts: 0, age_seconds: 61 },
  ];
  const results = await playTurn(stage);
  assert.deepEqual(
    results.map(({ text }) => text),
    [
      "question 4 is open; its answer will come as a message from `system`",
      "question 4 is open; its answer will come as a message from `system`",
      "question 7 is answered",
      "reminder 2 is due at 2027-01-15T08:00:00.000Z",
      "reminder 2 of alice, set 1m ago, due in 1d: look",
      "question 4 is cancelled",
    ],
  );
  const [first, second, , reminder] = decisions.requests;
  assert.partialDeepStrictEqual(first, { options: ["red", "blue"], multi: true, ttl_seconds: 60, to: "bob" });
  assert.deepEqual(Object.keys(second ?? {}).toSorted(), ["cmd", "key", "question"]);
  assert.partialDeepStrictEqual(reminder, { at: 1_800_000_000, file_path: "/state/look.md" });
  const keys = [first, second, reminder].map((request) => String(request?.["key"]));
  assert.ok(keys.every((key) => key.length >= 36) && new Set(keys).size === 3, "each has a key of its own");
});

test("claude reads why a decision of its own is refused", async () => {
  const { stage, results } = await playTools({
    scenario: using(
      own("ask", { question: "Who am I?", to: "alice" }),
      own("ask", { question: " " }),
      own("answer", { id: 8, answer: "too late" }),
      own("answer", { id: 99, answer: "to nobody" }),
      own("remind", { message: "when?" }),
      own("remind", { message: "which?", delay_seconds: 5, at: 1_800_000_000 }),
      own("cancel_loose_end", { kind: "reminder", id: 11 }),
      own("cancel_loose_end", { kind: "approval", id: 1 }),
    ),
  });
  await using _ = stage;
  assert.ok(results.every(({ is_error }) => is_error));
  const expected = [
    /^bad_request: .*somebody else/,
    /question/,
    /^already_decided: question 8 was cancelled by bob/,
    /^not_found: nobody asked you question 99/,
    /^bad_request: expected exactly one of/,
    /^bad_request: expected exactly one of/,
    /^forbidden: reminder 11 is not yours/,
    /kind/,
  ];
  assert.equal(results.length, expected.length);
  for (const [at, pattern] of expected.entries()) assert.match(results[at]?.text ?? "", pattern);
});

test("the figures of a turn tell what is open after it", async () => {
  await using stage = await setStage({ scenario: using(own("whoami")) });
  const { decisions } = stage.core;
  const approval = { kind: "approval", agent: "bob", approval_kind: "spawn", age_seconds: 1 } as const;
  decisions.looseEnds = [
    { ...approval, id: 1 },
    { ...approval, id: 2 },
  ];
  decisions.pendingReminders = 3;
  await playTurn(stage);
  assert.partialDeepStrictEqual(stage.core.turns()[0], { outcome: "ok", open_threads: 2, open_reminders: 3 });
});

test("a turn ends well although the core cannot tell what is open", async () => {
  await using stage = await setStage({ scenario: using(own("whoami")) });
  stage.core.decisions.answer = () => undefined;
  await playTurn(stage);
  const [end] = stage.core.turns();
  assert.equal(end?.outcome, "ok");
  assert.equal(end.open_threads, undefined);
  await stage.core.until("the ack", () => stage.core.acked.length === 1);
});
