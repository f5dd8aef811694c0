import assert from "node:assert/strict";
import { setImmediate as nextRound } from "node:timers/promises";
import { test } from "node:test";
import { createManualClock } from "../clock.test-support.ts";
import { startRetention, type RetentionDeps } from "./retention.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Things to sweep that hold so many old rows, and what was asked of them. */
function makeDeps(
  rows: {
    messages?: number;
    keys?: number;
    reminders?: number;
    builds?: number;
    turns?: number;
    logins?: number;
    events?: number[];
  } = {},
) {
  const clock = createManualClock();
  const { messages = 0, keys = 0, reminders = 0, builds = 0, turns = 0, logins = 0, events = [] } = rows;
  const left = { messages, keys, reminders, builds, turns, logins, events };
  const asked = {
    messages: [] as number[],
    ended: [] as number[],
    turns: [] as number[],
    events: [] as { eventsBefore: number; turnsBefore: number }[],
  };
  const logged: { fields: Record<string, unknown>; level: "info" | "error" }[] = [];
  const takeEnded = (
    what: "keys" | "reminders" | "builds",
    { before, cap }: { readonly before: number; readonly cap: number },
  ) => {
    asked.ended.push(before);
    const gone = Math.min(cap, left[what]);
    left[what] -= gone;
    return gone;
  };
  const deps: RetentionDeps = {
    clock,
    broker: {
      vacuum({ before, cap }) {
        asked.messages.push(before);
        const gone = Math.min(cap, left.messages);
        left.messages -= gone;
        return gone;
      },
    },
    keys: { vacuum: (old) => takeEnded("keys", old) },
    reminders: { vacuum: (old) => takeEnded("reminders", old) },
    builds: { vacuum: (old) => takeEnded("builds", old) },
    turns: {
      vacuum({ before, cap }) {
        asked.turns.push(before);
        const gone = Math.min(cap, left.turns);
        left.turns -= gone;
        return gone;
      },
    },
    login: {
      vacuum(cap) {
        const gone = Math.min(cap, left.logins);
        left.logins -= gone;
        return gone;
      },
    },
    histories: () =>
      left.events.map((_, index) => ({
        vacuum({ cap, ...times }) {
          asked.events.push(times);
          const gone = Math.min(cap, left.events[index] ?? 0);
          left.events[index] = (left.events[index] ?? 0) - gone;
          return gone;
        },
      })),
    log: {
      info: (fields) => void logged.push({ fields: { ...fields }, level: "info" }),
      error: (fields) => void logged.push({ fields: { ...fields }, level: "error" }),
    },
  };
  return { deps, clock, left, asked, logged };
}

async function settle(): Promise<void> {
  for (let round = 0; round < 100; round += 1) await nextRound();
}

test("a sweep runs at once: messages after 30 days, events after 7, turn figures after 90", async () => {
  const { deps, clock, asked } = makeDeps({ events: [0] });
  const retention = startRetention(deps);
  await settle();
  assert.deepEqual(asked.messages, [clock.now() - 30 * DAY]);
  assert.deepEqual(asked.events, [{ eventsBefore: clock.now() - 7 * DAY, turnsBefore: clock.now() - 90 * DAY }]);
  retention.stop();
});

test("the next sweep comes an hour later, with the times of then and the agents of then", async () => {
  const { deps, clock, asked, left } = makeDeps();
  const retention = startRetention(deps);
  await settle();
  left.events.push(3);
  clock.advance(HOUR - 1);
  await settle();
  assert.equal(asked.messages.length, 1);
  clock.advance(1);
  await settle();
  assert.deepEqual(asked.messages[1], clock.now() - 30 * DAY);
  assert.deepEqual(left.events, [0]);
  retention.stop();
});

test("a sweep deletes at most 10,000 rows of a kind, in small steps, and the next one goes on", async () => {
  const { deps, clock, left } = makeDeps({ messages: 12_000, events: [400, 300] });
  const retention = startRetention(deps);
  assert.equal(left.messages, 11_500, "one small step before anybody else has a turn");
  await settle();
  assert.equal(left.messages, 2000);
  assert.deepEqual(left.events, [0, 0]);
  clock.advance(HOUR);
  await settle();
  assert.equal(left.messages, 0);
  retention.stop();
});

test("request keys, and reminders and builds that ended, go after 30 days", async () => {
  const { deps, clock, asked, left } = makeDeps({ keys: 3, reminders: 600, builds: 20 });
  const retention = startRetention(deps);
  await settle();
  assert.deepEqual([left.keys, left.reminders, left.builds], [0, 0, 0]);
  assert.deepEqual([...new Set(asked.ended)], [clock.now() - 30 * DAY]);
  retention.stop();
});

test("the ledger of turns is kept for 90 days", async () => {
  const { deps, clock, asked, left } = makeDeps({ turns: 700 });
  const retention = startRetention(deps);
  await settle();
  assert.deepEqual([left.turns, [...new Set(asked.turns)]], [0, [clock.now() - 90 * DAY]]);
  retention.stop();
});

test("only what was deleted is logged", async () => {
  const { deps, logged } = makeDeps({ logins: 7 });
  const retention = startRetention(deps);
  await settle();
  assert.deepEqual(logged, [{ fields: { what: "log-ins", deleted: 7 }, level: "info" }]);
  retention.stop();
});

test("one kind that cannot be swept is logged and holds up neither the others nor the next sweep", async () => {
  const { deps, clock, logged, left } = makeDeps({ events: [5] });
  const failing = { ...deps, broker: { vacuum: () => assert.fail("locked") } };
  const retention = startRetention(failing);
  await settle();
  assert.deepEqual(left.events, [0]);
  assert.deepEqual(
    logged.map(({ level }) => level),
    ["error", "info"],
  );
  clock.advance(HOUR);
  await settle();
  assert.equal(logged.filter(({ level }) => level === "error").length, 2);
  retention.stop();
});

test("once stopped it touches nothing, also in the middle of a sweep", async () => {
  const { deps, clock, left } = makeDeps({ messages: 5000 });
  const retention = startRetention(deps);
  retention.stop();
  const { messages } = left;
  clock.advance(10 * HOUR);
  await settle();
  assert.equal(left.messages, messages);
  assert.equal(clock.timers(), 0);
});
