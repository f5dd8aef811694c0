import assert from "node:assert/strict";
import { test } from "node:test";
import type { AgentEvent, AgentEventRow } from "@hyperhive/wire";
import { lastEnd, liveViewOf, openTurn, reduceLiveView } from "./live-view.ts";

const start: AgentEvent = {
  kind: "turn_start",
  turn: 7,
  woken_by: "scout",
  message_ids: [1],
  model: "haiku",
  prompt: "go",
};
const end: AgentEvent = {
  kind: "turn_end",
  turn: 7,
  outcome: "ok",
  started_at: 0,
  duration_ms: 9,
  model: "haiku",
  woken_by: "scout",
  tool_calls: {},
};
const use: AgentEvent = { kind: "tool_use", id: "t1", name: "Bash", input: { command: "ls" } };
const result: AgentEvent = { kind: "tool_result", id: "t1", text: "a\nb", is_error: false };
const text: AgentEvent = { kind: "text", text: "done" };

function rows(...events: AgentEvent[]): AgentEventRow[] {
  return events.map((event, index) => ({ epoch: "e", seq: index + 1, at: index * 1000, event }));
}

test("a turn holds what happened between its start and its end", () => {
  const view = liveViewOf(rows(start, text, end));
  assert.equal(view.turns.length, 1);
  assert.deepEqual(
    view.turns[0]?.rows.map(({ key }) => key),
    [2],
  );
  assert.equal(openTurn(view), undefined);
  assert.equal(lastEnd(view)?.turn, 7);
});

test("an open turn in the history is known to be running", () => {
  assert.equal(openTurn(liveViewOf(rows(start, text)))?.start?.event.turn, 7);
});

test("a result joins its call", () => {
  const [row] = liveViewOf(rows(start, use, result)).turns[0]?.rows ?? [];
  assert.deepEqual(row?.kind === "call" && row.result, { at: 2000, text: "a\nb", isError: false });
});

test("a result whose call is not in the history stands alone", () => {
  const [row] = liveViewOf(rows(result)).turns[0]?.rows ?? [];
  assert.equal(row?.kind === "event" && row.event.kind, "tool_result");
});

test("what happens between turns does not belong to the one before", () => {
  const view = liveViewOf(rows(start, end, { kind: "stderr", line: "bye" }));
  assert.deepEqual(
    view.turns.map((turn) => turn.start !== undefined),
    [true, false],
  );
});

test("a turn that never ended does not swallow the next", () => {
  const view = liveViewOf(rows(start, text, start, text));
  assert.deepEqual(
    view.turns.map((turn) => turn.rows.length),
    [1, 1],
  );
});

test("finished turns keep their identity when a row arrives", () => {
  const view = liveViewOf(rows(start, end, start));
  const [next] = rows(text).map((row) => reduceLiveView(view, { ...row, seq: 4 }));
  assert.equal(next?.turns[0], view.turns[0]);
  assert.equal(next?.backfilledTo, 3);
});
