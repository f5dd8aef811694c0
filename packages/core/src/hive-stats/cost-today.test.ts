import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import type { DashboardEvent } from "@hyperhive/wire";
import { atEndOf } from "../at-end-of.test-support.ts";
import { createManualClock } from "../clock.test-support.ts";
import { openStore } from "../store/store.ts";
import { CostToday } from "./cost-today.ts";
import { createTurnLedger } from "./turn-ledger.ts";

const MINUTE = 60_000;

function startCost(t: TestContext, at = new Date(2026, 4, 5, 23, 50).getTime()) {
  const store = openStore(":memory:");
  const clock = createManualClock(at);
  const ledger = createTurnLedger(store);
  const events: DashboardEvent[] = [];
  const logged: object[] = [];
  const log = { error: (fields: object) => void logged.push(fields) };
  const cost = new CostToday({ ledger, clock, publish: (event) => void events.push(event), log: log as never });
  atEndOf(t, () => cost.close());
  const told = () => events.flatMap((event) => (event.kind === "cost_changed" ? [event.cost_today] : []));
  const spend = (dollars: number) => cost.add(ledger.add("coder", { at: clock.now(), cost: dollars }));
  return { store, clock, ledger, cost, told, spend, logged };
}

test("the day's cost is what was spent since midnight, and each change is told once", (t) => {
  const { clock, ledger, cost, told, spend } = startCost(t);
  ledger.add("gone", { at: clock.now() - 60 * MINUTE, cost: 0.25 });
  ledger.add("coder", { at: new Date(2026, 4, 4, 23, 59, 59).getTime(), cost: 9 });
  ledger.add("coder", { at: new Date(2026, 4, 5).getTime(), cost: 0.5 });
  cost.start();
  assert.deepEqual([cost.value(), told()], [0.75, []]);
  spend(0.1);
  spend(0.2);
  spend(0);
  assert.deepEqual([cost.value(), told()], [1.05, [0.85, 1.05]], "without the dust of adding");
});

test("midnight begins a new sum by itself, and the next one another", (t) => {
  const { clock, cost, told, spend } = startCost(t);
  cost.start();
  spend(2);
  clock.advance(10 * MINUTE);
  assert.deepEqual([cost.value(), told()], [0, [2, 0]]);
  spend(1);
  clock.advance(25 * 60 * MINUTE);
  assert.deepEqual(told(), [2, 0, 1, 0]);
  cost.close();
  assert.equal(clock.timers(), 0);
});

test("a turn that ends after midnight counts for the new day, also before that has begun here", async (t) => {
  const { clock, cost, spend, told } = startCost(t);
  cost.refresh();
  spend(2);
  clock.advance(11 * MINUTE);
  spend(0.5);
  await Promise.resolve();
  assert.deepEqual([cost.value(), told()], [0.5, [0, 2, 0.5]]);
});

test("the first turns of a day count once each, also when they are booked together", async (t) => {
  const { clock, ledger, cost, told } = startCost(t);
  cost.refresh();
  clock.advance(11 * MINUTE);
  const booked = [0.5, 0.25].map((dollars) => ledger.add("coder", { at: clock.now(), cost: dollars }));
  for (const dollars of booked) cost.add(dollars);
  await Promise.resolve();
  assert.deepEqual([cost.value(), told()], [0.75, [0, 0.75]]);
});

test("turns of days to come, which a clock that was ahead booked, are none of today's", (t) => {
  const { clock, ledger, cost } = startCost(t);
  ledger.add("coder", { at: clock.now() + 24 * 60 * MINUTE, cost: 7 });
  ledger.add("coder", { at: clock.now(), cost: 1 });
  assert.equal(cost.value(), 1);
  clock.advance(24 * 60 * MINUTE);
  assert.equal(cost.value(), 7);
});

test("what was booked without being told counts once it is summed up anew", (t) => {
  const { clock, ledger, cost, told } = startCost(t);
  cost.start();
  ledger.add("coder", { at: clock.now(), cost: 3 });
  assert.equal(cost.value(), 0);
  cost.refresh();
  assert.deepEqual([cost.value(), told()], [3, [3]]);
});

test("a harness that claims to be paid or to spend beyond reason is not believed", (t) => {
  const { cost, spend } = startCost(t);
  spend(-5);
  assert.equal(cost.value(), 0);
  for (let turn = 0; turn < 3; turn += 1) spend(Number.MAX_VALUE);
  assert.equal(cost.value(), 3_000_000);
});

test("a sum that cannot be read is logged, and pages go on with 0", (t) => {
  const { store, cost, logged } = startCost(t);
  store.close();
  assert.equal(cost.value(), 0);
  assert.equal(logged.length, 1);
});
