import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { setStage, type Stage } from "./stage.ts";

function sessions({ core }: Stage): { session_id: string; resumed: boolean }[] {
  return core.events.flatMap((event) => (event.kind === "session" ? [event] : []));
}

function textOfRequest({ model }: Stage, index: number): string {
  return JSON.stringify(model.requests[index]?.body);
}

async function takeTurn({ core }: Stage, body: string): Promise<void> {
  const before = core.acked.length;
  core.deliver(body);
  await core.until(`the turn of ${body}`, () => core.acked.length === before + 1 && core.turns().length > before);
}

test("a warm claude is used again, and the next turn knows the last one", async () => {
  await using stage = await setStage();
  stage.start();
  await takeTurn(stage, "first words");
  const pid = await stage.claudePid();
  assert.ok(pid);
  await takeTurn(stage, "second words");
  assert.equal(await stage.claudePid(), pid);
  assert.equal(sessions(stage).length, 1);
  assert.match(textOfRequest(stage, 1), /first words.*second words/s);
});

test("a process that was let go is resumed by its stored id, also by the next harness, and each turn has its own cost", async () => {
  await using stage = await setStage({ config: { idle_seconds: 0 } });
  stage.start();
  await takeTurn(stage, "first words");
  await takeTurn(stage, "second words");
  await stage.stop();
  assert.equal(await stage.claudePid(), undefined);
  stage.start();
  await takeTurn(stage, "third words");
  const [first, second, third] = sessions(stage);
  assert.deepEqual([first?.resumed, second?.resumed, third?.resumed], [false, true, true]);
  assert.equal(third?.session_id, first?.session_id);
  assert.match(textOfRequest(stage, 2), /first words.*second words.*third words/s);
  const costs = stage.core.turns().map(({ usage }) => usage?.cost_usd ?? 0);
  assert.ok(
    costs.every((cost) => cost > 0),
    `each turn costs something: ${costs.join()}`,
  );
  assert.ok(
    (costs[2] ?? 0) < (costs[0] ?? 0) + (costs[1] ?? 0),
    `the third does not add up the others: ${costs.join()}`,
  );
});

for (const [what, id] of [
  ["that claude does not know", "0b5ad1bd-95a4-4c5c-9a64-6a3f8e2f9f11"],
  ["that is no id at all", "nonsense"],
] as const) {
  test(`a stored session ${what} makes a new conversation begin, with a note, and the turn succeeds`, async () => {
    await using stage = await setStage();
    await writeFile(stage.sessionFile, JSON.stringify({ session_id: id }));
    stage.start();
    await takeTurn(stage, "hello");
    assert.match(stage.core.notes(), /a new conversation begins, because the old one could not be resumed/);
    const [session] = sessions(stage);
    assert.equal(session?.resumed, false);
    assert.deepEqual(JSON.parse(await readFile(stage.sessionFile, "utf8")), { session_id: session?.session_id });
    assert.deepEqual(
      stage.core.turns().map(({ outcome }) => outcome),
      ["ok"],
    );
  });
}

test("an idle claude that was killed is replaced and resumed at the next turn", async () => {
  await using stage = await setStage();
  stage.start();
  await takeTurn(stage, "first words");
  const pid = await stage.claudePid();
  assert.ok(pid);
  process.kill(pid, "SIGKILL");
  await takeTurn(stage, "second words");
  assert.deepEqual(
    sessions(stage).map(({ resumed }) => resumed),
    [false, true],
  );
  assert.match(textOfRequest(stage, 1), /first words.*second words/s);
});

test("a conversation that fills three quarters of its window is compacted after a turn that saves the notes", async () => {
  await using stage = await setStage({
    scenario: {
      rules: [
        {
          when: { prompt: "big work" },
          reply: { blocks: [{ type: "text", text: "phew" }], usage: { inputTokens: 800_000 } },
        },
        { when: { prompt: "notes.md" }, reply: "notes saved" },
        { when: { purpose: "compact" }, reply: "the summary" },
      ],
    },
  });
  const { core } = stage;
  stage.start();
  core.deliver("big work");
  await core.until("the compaction", () => /conversation compacted: \d+ tokens/.test(core.notes()));
  assert.deepEqual(
    core.turns().map(({ woken_by, outcome }) => [woken_by, outcome]),
    [
      ["operator", "ok"],
      ["compaction", "ok"],
    ],
  );
  assert.ok(core.states().includes("compacting"));
  core.deliver("and now");
  await core.until("the next turn", () => core.turns().length === 3);
  assert.match(textOfRequest(stage, -1 + stage.model.requests.length), /the summary/);
});

test("a new session is begun when the core says so", async () => {
  await using stage = await setStage();
  stage.start();
  await takeTurn(stage, "first words");
  await stage.core.control({ do: "new_session" });
  await stage.core.until("the note", () => /begins a new conversation/.test(stage.core.notes()));
  await takeTurn(stage, "second words");
  assert.doesNotMatch(textOfRequest(stage, 1), /first words/);
  const [first, second] = sessions(stage);
  assert.equal(second?.resumed, false);
  assert.notEqual(second?.session_id, first?.session_id);
});
