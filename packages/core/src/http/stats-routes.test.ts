import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test, type TestContext } from "node:test";
import { hiveStatsSchema, stateSnapshotSchema, type DashboardEvent, type PushedEvent } from "@hyperhive/wire";
import { createManualClock } from "../clock.test-support.ts";
import type { Core } from "../core.ts";
import { until } from "../lifecycle/lifecycle.test-support.ts";
import { startPages } from "./pages.test-support.ts";

type Pages = Awaited<ReturnType<typeof startPages>>;

const HOUR = 3_600_000;

/** The end of a turn as a harness tells it. */
function turnEnd(seq: number, dollars?: number): PushedEvent {
  const tokens = { ctx: 9, input_tokens: 1, output_tokens: 2, cache_read_tokens: 3, cache_write_tokens: 4 };
  return {
    seq,
    at: 5,
    event: {
      kind: "turn_end",
      turn: seq,
      outcome: "ok",
      started_at: 5,
      duration_ms: 2,
      model: "haiku",
      woken_by: "operator",
      tool_calls: {},
      ...(dollars !== undefined && { usage: { ...tokens, cost_usd: dollars } }),
    },
  };
}

async function statsOf({ get }: Pages, query = "") {
  const { status, ...answer } = await get(`api/hive-stats${query}`);
  assert.equal(status, 200);
  return hiveStatsSchema.parse(answer);
}

async function costOf({ get }: Pages): Promise<number> {
  const { status: _status, ...answer } = await get("api/state");
  return stateSnapshotSchema.parse(answer).cost_today;
}

function costsTold(core: Core): number[] {
  const told: number[] = [];
  core.hub.subscribe((event: DashboardEvent) => {
    if (event.kind === "cost_changed") told.push(event.cost_today);
  });
  return told;
}

/** A hive at noon, which stays: its day does not end in the middle of a test. */
async function startAtNoon(t: TestContext) {
  const clock = createManualClock(new Date().setHours(12, 0, 0, 0));
  const pages = await startPages(t, { clock });
  return { ...pages, clock, start: () => pages.start({ clock }) };
}

const total = (points: readonly { readonly value: number }[]) => points.reduce((sum, { value }) => sum + value, 0);

test("a turn that ends changes the day's cost and tells it; one without figures costs nothing", async (t) => {
  const pages = await startAtNoon(t);
  assert.equal(await costOf(pages), 0);
  const told = costsTold(pages.core);
  const history = pages.core.agents.history("coder");
  history.push("boot", [turnEnd(1, 0.25), turnEnd(2), turnEnd(3, 0.5)]);
  await until(() => told.at(-1) === 0.75, "the cost to be told");
  assert.equal(await costOf(pages), 0.75);
  history.push("boot", [turnEnd(3, 0.5)]);
  pages.core.agents.history("manager").push("boot", [turnEnd(1, 1)]);
  await until(() => told.at(-1) === 1.75, "the manager's cost to be told");
  assert.deepEqual(told, [0.25, 0.75, 1.75], "what is pushed again is counted once");
});

test("what a destroyed or purged agent cost today still counts, also for the next core", async (t) => {
  const pages = await startAtNoon(t);
  const told = costsTold(pages.core);
  pages.core.agents.history("coder").push("boot", [turnEnd(1, 0.25)]);
  await until(() => told.length === 1, "the cost to be told");
  await pages.core.agents.destroy("coder", { purge: true });
  assert.equal(await costOf(pages), 0.25);
  await pages.core.stop();
  const next = await startAgain(pages);
  assert.equal(await costOf(next), 0.25);
});

test("turns that a killed core stored but did not book are booked by the next one, once", async (t) => {
  const { clock, ...pages } = await startAtNoon(t);
  const told = costsTold(pages.core);
  pages.core.agents.history("coder").push("boot", [turnEnd(1, 0.25)]);
  await until(() => told.length === 1, "the cost to be told");
  await pages.core.stop();
  using database = new DatabaseSync(join(pages.config.stateDir, "hive.sqlite"));
  database.exec("delete from turn_ledger");
  // A clock that was ahead.
  database.exec(`insert into turn_ledger (agent, at, cost_usd) values ('coder', ${clock.now() + 24 * HOUR}, 0)`);
  for (let again = 0; again < 2; again += 1) {
    clock.advance(1_000);
    const next = await startAgain(pages);
    await until(() => booked(database) === 0.25, "the turn to be booked");
    assert.equal(await costOf(next), 0.25);
    await next.core.stop();
  }
  assert.equal(database.prepare("select count(*) as n from turn_ledger").get()?.["n"], 2);
});

test("the figures of the last day: what waited, messages, turns and cost", async (t) => {
  const pages = await startPages(t);
  const { agent, commit, submit, post } = pages;
  for (const model of ["opus", "sonnet"]) await submit("coder", commit("coder", { "agent.yaml": `model: ${model}\n` }));
  await post("deny/1");
  await agent("coder").ask({ cmd: "ask", question: "tea?" });
  await agent("coder").ask({ cmd: "ask", question: "for a colleague", to: "manager" });
  await agent("coder").ask({ cmd: "send", to: "operator", body: "hello" });
  const told = costsTold(pages.core);
  pages.core.agents.history("coder").push("boot", [turnEnd(1, 0.25), turnEnd(2)]);
  await until(() => told.length === 1, "the turns to be booked");
  const stats = await statsOf(pages);
  assert.equal(stats.step_ms, 15 * 60_000);
  for (const points of [stats.approvals_waiting, stats.questions_open, stats.messages, stats.turns, stats.cost]) {
    assert.equal(points.length, 96);
    assert.ok(points.every(({ at }, step) => at === (points[0]?.at ?? 0) + step * stats.step_ms));
  }
  assert.equal(Math.max(...stats.approvals_waiting.map(({ value }) => value)), 2);
  assert.equal(stats.approvals_waiting.at(-1)?.value !== 0, true, "one waits still");
  assert.equal(Math.max(...stats.questions_open.map(({ value }) => value)), 1, "only those to the operator");
  assert.deepEqual([total(stats.turns), total(stats.cost)], [2, 0.25]);
  assert.equal(total(stats.messages), pages.core.broker.history(100).length);
});

test("an approval waited until it was decided, however long its build took, and one that was refused at submit never did", async (t) => {
  const pages = await startPages(t);
  const { commit, submit, post, untilBuilt, runtime, config } = pages;
  const one = await submit("coder", commit("coder", { "agent.yaml": "model: opus\n" }));
  runtime.nextBuilds.push({ failure: "no such mount" });
  await post(`approve/${one.id}`);
  await untilBuilt(one.id);
  await assert.rejects(submit("coder", commit("coder", { "agent.yaml": "nonsense: 1\n" })));
  using database = new DatabaseSync(join(config.stateDir, "hive.sqlite"));
  const now = Date.now();
  database.exec(`update approvals set requested_at = ${now - 10 * HOUR} , resolved_at = ${now - HOUR}`);
  database.exec(`update builds set requested_at = ${now - 8 * HOUR}`);
  const { approvals_waiting, step_ms } = await statsOf(pages);
  const waited = approvals_waiting.filter(({ value }) => value > 0);
  assert.ok(waited.every(({ value }) => value === 1));
  assert.ok(Math.abs(waited.length * step_ms - 2 * HOUR) <= 2 * step_ms, `${(waited.length * step_ms) / HOUR} hours`);
});

test("an hour and a month are shown, and nothing that is no number of hours between", async (t) => {
  const pages = await startPages(t);
  assert.equal((await statsOf(pages, "?hours=1")).step_ms, 30_000);
  assert.equal((await statsOf(pages, "?hours=720")).step_ms, 6 * HOUR);
  for (const hours of ["0", "721", "-1", "1.5", "x", "", "Infinity"]) {
    const refused = await pages.get(`api/hive-stats?hours=${hours}`);
    assert.partialDeepStrictEqual(refused, { status: 400, code: "bad_request" }, hours);
    assert.match(String(refused["error"]), /`hours`/, hours);
  }
  assert.partialDeepStrictEqual(await pages.get("api/hive-stats", {}), { status: 401, code: "not_logged_in" });
});

function booked(database: DatabaseSync): unknown {
  return database.prepare("select sum(cost_usd) as cost from turn_ledger").get()?.["cost"];
}

/** The next core on the same stage, with the operator logged in at it. */
async function startAgain(pages: Pages): Promise<Pages> {
  const core = await pages.start();
  const login = await fetch(core.loginLink().url, { redirect: "manual" });
  const cookie = (login.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
  const get: Pages["get"] = async (path) => {
    const answer = await fetch(`${core.url}${path}`, { headers: { cookie } });
    return { status: answer.status, ...((await answer.json()) as object) };
  };
  return { ...pages, core, get };
}
