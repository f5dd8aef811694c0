import assert from "node:assert/strict";
import { test } from "node:test";
import type { AgentEvent } from "@hyperhive/wire";
import { liveViewOf, type Turn } from "../store/live-view.ts";
import { visibleTurns } from "./visible-turns.ts";

const start: AgentEvent = { kind: "turn_start", turn: 1, woken_by: "x", message_ids: [], model: "m", prompt: "" };
const end: AgentEvent = {
  kind: "turn_end",
  turn: 1,
  outcome: "ok",
  started_at: 0,
  duration_ms: 1,
  model: "m",
  woken_by: "x",
  tool_calls: {},
};

function turnsOf(sizes: readonly number[], isOpen = false): readonly Turn[] {
  const events = sizes.flatMap((rows): AgentEvent[] => [
    start,
    ...Array.from({ length: rows }, (): AgentEvent => ({ kind: "note", text: "n" })),
    end,
  ]);
  const kept = isOpen ? events.slice(0, -1) : events;
  return liveViewOf(kept.map((event, index) => ({ epoch: "e", seq: index + 1, at: 0, event }))).turns;
}

test("a short history is shown whole", () => {
  const turns = turnsOf([2, 3]);
  assert.deepEqual(visibleTurns(turns, { clearedTo: 0, limit: 100 }), { turns, hidden: 0 });
});

test("of a long one the newest turns are shown and the rest is counted", () => {
  const { turns, hidden } = visibleTurns(turnsOf([10, 10, 10]), { clearedTo: 0, limit: 24 });
  assert.deepEqual([turns.length, hidden], [2, 12]);
});

test("a turn that is longer than the room loses its oldest rows", () => {
  const { turns, hidden } = visibleTurns(turnsOf([1000]), { clearedTo: 0, limit: 100 });
  assert.deepEqual([turns[0]?.rows.length, hidden], [98, 902]);
});

test("what was cleared away stays away, but the running turn keeps its place", () => {
  const done = visibleTurns(turnsOf([2]), { clearedTo: 3, limit: 100 });
  assert.deepEqual(done, { turns: [], hidden: 0 });
  const running = visibleTurns(turnsOf([2], true), { clearedTo: 3, limit: 100 });
  assert.deepEqual(
    running.turns.map(({ rows }) => rows.length),
    [0],
  );
});
