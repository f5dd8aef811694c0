import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test, type TestContext } from "node:test";
import { stateSnapshotSchema } from "@hyperhive/wire";
import { pino } from "pino";
import { startPages } from "./pages.test-support.ts";

const UNREADABLE = "what was judged at submit cannot be read any more";

/** A hive whose database can be damaged behind the core's back, and whose log is kept. */
async function startDamaged(t: TestContext) {
  const lines: string[] = [];
  const log = pino({ level: "error" }, { write: (line: string) => void lines.push(line) });
  const pages = await startPages(t, { log });
  return {
    ...pages,
    damage(sql: string) {
      using database = new DatabaseSync(join(pages.config.stateDir, "hive.sqlite"));
      database.exec(`pragma ignore_check_constraints = 1; ${sql}`);
    },
    async state() {
      const { status, ...answer } = await pages.get("api/state");
      assert.equal(status, 200);
      return stateSnapshotSchema.parse(answer);
    },
    logged: () => lines.filter((line) => line.includes("a part of the dashboard cannot be read")),
  };
}

test("on a good day the snapshot has no problems", async (t) => {
  const { state } = await startDamaged(t);
  assert.deepEqual((await state()).problems, []);
});

test("a question whose options are damaged is told as such, in its place among the others, and logged once", async (t) => {
  const { agent, damage, state, logged, post } = await startDamaged(t);
  for (const question of ["tea?", "coffee?", "water?"])
    await agent("coder").ask({ cmd: "ask", question, options: ["yes", "no"] });
  damage(`update questions set options = '["yes", "no' where id = 2`);
  for (let twice = 0; twice < 2; twice += 1) {
    const { questions, problems } = await state();
    assert.deepEqual(problems, [
      { section: "questions", row: "question 2", error: "its options are damaged in the database" },
    ]);
    assert.deepEqual(
      questions.map(({ question, options }) => [question, options.length]),
      [
        ["tea?", 2],
        ["question 2 cannot be read: its options are damaged in the database", 0],
        ["water?", 2],
      ],
    );
  }
  assert.equal(logged().length, 1);
  assert.deepEqual(await post("answer-question/2", { answer: "no" }), { status: 200, ok: true });
  assert.deepEqual((await state()).problems, []);
});

test("approvals whose risk is damaged show as risky and are told as damaged, waiting or decided", async (t) => {
  const { commit, submit, post, damage, state } = await startDamaged(t);
  for (const model of ["opus", "sonnet", "haiku"])
    await submit("coder", commit("coder", { "agent.yaml": `model: ${model}\n` }));
  await post("deny/1");
  damage(`update approvals set risk = '{"level": "none"}' where id in (1, 3)`);
  const { approvals, approval_history, problems } = await state();
  assert.deepEqual(
    approvals.map(({ id, risk }) => [id, risk?.level, risk?.reasons.includes(UNREADABLE)]),
    [
      [2, "high", false],
      [3, "high", true],
    ],
  );
  assert.deepEqual(
    approval_history.map(({ id }) => id),
    [1],
  );
  const error = "its risk is damaged in the database";
  assert.deepEqual(problems, [
    { section: "approvals", row: "approval 3", error },
    { section: "approval_history", row: "approval 1", error },
  ]);
});

test("a row that pages could not read is left out and told, and the others are shown", async (t) => {
  const { damage, post, state, untilBuild, logged } = await startDamaged(t);
  for (const id of [1, 2, 3]) {
    await post("rebuild", { name: "coder" });
    await untilBuild((build) => build.id === id);
  }
  damage("update builds set state = 'lost' where id = 2");
  const { builds, problems } = await state();
  assert.deepEqual(
    builds.map(({ id }) => id),
    [1, 3],
  );
  assert.partialDeepStrictEqual(problems, [{ section: "builds", row: "build 2" }]);
  assert.match(problems[0]?.error ?? "", /`state`/);
  assert.equal(logged().length, 1);
});

test("a message whose file references are damaged keeps its words, for the operator and for its recipient", async (t) => {
  const { agent, core, damage, state, get } = await startDamaged(t);
  for (const to of ["operator", "manager"]) {
    await agent("coder").ask({ cmd: "send", to, body: "first" });
    await agent("coder").ask({ cmd: "send", to, body: "second" });
  }
  damage(`update messages set file_refs = 'not json' where sender = 'coder' and body = 'first'`);
  const { inbox, problems } = await state();
  const error = "its file references are damaged in the database";
  assert.deepEqual(
    inbox.map(({ body, note, file_refs }) => [body, note, file_refs.length]),
    [
      ["first", error, 0],
      ["second", undefined, 0],
    ],
  );
  assert.deepEqual(problems, [{ section: "inbox", row: `message ${inbox[0]?.id}`, error }]);
  assert.equal((await get("dashboard/history")).status, 200);
  const { messages } = await core.broker.recv("manager", { max: 32 });
  assert.ok(messages.some(({ message }) => message.body === "first"));
});

test("a section whose source fails is empty with the reason, the others answer, and it comes back by itself", async (t) => {
  const { agent, damage, state, logged } = await startDamaged(t);
  await agent("coder").ask({ cmd: "ask", question: "tea?" });
  damage("alter table questions rename to away");
  const broken = await state();
  assert.partialDeepStrictEqual(broken.problems, [{ section: "questions" }]);
  assert.equal(broken.problems.length, 1);
  assert.match(broken.problems[0]?.error ?? "", /no such table/);
  assert.deepEqual(broken.questions, []);
  assert.deepEqual(
    broken.containers.map(({ name }) => name),
    ["manager", "coder"],
  );
  assert.equal(broken.meta_inputs.length, 3);
  await state();
  assert.equal(logged().length, 1);
  damage("alter table away rename to questions");
  const { questions, problems } = await state();
  assert.deepEqual([questions.length, problems], [1, []]);
});
