import assert from "node:assert/strict";
import { test } from "node:test";
import type { AgentEvent } from "@hyperhive/wire";
import type { GateVerdict } from "./gate.ts";
import { StateBoard } from "./state-board.ts";

test("each change is told once, with the second since when it holds", () => {
  const told: AgentEvent[] = [];
  let now = 5_900;
  let verdict: GateVerdict = { open: true };
  const board = new StateBoard({ emit: (event) => told.push(event), now: () => now, verdict: () => verdict });
  board.refresh();
  board.refresh();
  now = 7_000;
  board.setActivity("thinking");
  verdict = { open: false, state: "rate_limited", until: 9_500 };
  board.refresh();
  now = 8_000;
  board.setActivity(undefined);
  assert.deepEqual(told, [
    { kind: "turn_state_changed", state: "idle", since: 5 },
    { kind: "turn_state_changed", state: "thinking", since: 7 },
    { kind: "turn_state_changed", state: "rate_limited", since: 8, until: 10 },
  ]);
  now = 9_000;
  board.repeat();
  assert.deepEqual(told.at(-1), told.at(-2));
});
