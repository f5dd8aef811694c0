import assert from "node:assert/strict";
import { test } from "node:test";
import type { AgentEvent } from "@hyperhive/wire";
import { fitEvent } from "./fit-event.ts";

function pushed(event: AgentEvent) {
  return { seq: 7, at: 1, event };
}

function toolUse(input: Record<string, unknown>): AgentEvent {
  return { kind: "tool_use", id: "t", name: "Bash", input };
}

test("an ordinary event passes as the very same object", () => {
  const given = pushed(toolUse({ command: "ls", deep: [[[{ a: 1 }]]] }));
  assert.equal(fitEvent(given), given);
});

test("an event that is nested too deeply becomes a note in its place", () => {
  const deep = JSON.parse(`${"[".repeat(10_000)}${"]".repeat(10_000)}`) as unknown;
  const { seq, event } = fitEvent(pushed(toolUse({ deep })));
  assert.equal(seq, 7);
  assert.ok(event.kind === "note" && /tool_use.*64 levels/.test(event.text), JSON.stringify(event));
});

test("an event of over half a megabyte becomes a note in its place", () => {
  const { event } = fitEvent(pushed({ kind: "text", text: "x".repeat(600_000) }));
  assert.ok(event.kind === "note" && /text.*600025 bytes/.test(event.text), JSON.stringify(event));
});
