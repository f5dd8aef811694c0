import assert from "node:assert/strict";
import { test } from "node:test";
import { agentConfigSchema, agentStatusSchema, containerViewSchema, toAgentName } from "@hyperhive/wire";
import { NO_CRASHES } from "../lifecycle/crash-policy.ts";
import type { AgentFacts } from "./agent-facts.ts";
import type { AgentRecord } from "./agent-records.ts";
import { containerView, statusRow } from "./container-view.ts";
import { restingState } from "./live-state.ts";

const setting = { url: "http://127.0.0.1:7000/", runtime: "bwrap", queued: 2, pendingReminders: 3, rev: "r1" };

function facts(over: Partial<AgentFacts> = {}, record: Partial<AgentRecord> = {}): AgentFacts {
  return {
    record: {
      name: toAgentName("coder"),
      id: 2,
      wanted: "running",
      paused: false,
      crashes: NO_CRASHES,
      createdAt: 1,
      ...record,
    },
    config: { ok: true, config: agentConfigSchema.parse({}) },
    running: true,
    connected: true,
    live: restingState(100),
    ...over,
  };
}

const viewOf = (...given: Parameters<typeof facts>) => containerView(facts(...given), setting);

test("a view and its status row have the shapes of the wire and leave out what is not known", () => {
  const view = viewOf();
  containerViewSchema.parse(view);
  assert.deepEqual(statusRow(view), agentStatusSchema.parse(statusRow(view)));
  assert.deepEqual(Object.keys(statusRow(view)).toSorted(), [
    "active_model",
    "failed",
    "name",
    "needs_login",
    "needs_update",
    "paused",
    "pending_reminders",
    "running",
    "url",
  ]);
  assert.equal(JSON.stringify(view).includes("null"), false);
});

test("the manager is shown by its cage's name and kept under its own", () => {
  const view = viewOf({}, { name: toAgentName("manager") });
  assert.deepEqual([view.name, view.display_name, view.is_manager, view.port], ["manager", "hm1nd", true, 8000]);
});

test("the time of a status is RFC 3339 and only there with its text", () => {
  const view = viewOf({}, { statusText: "writing", statusSetAt: Date.UTC(2026, 10, 21, 8, 30) });
  assert.deepEqual([view.status_text, view.status_set_at], ["writing", "2026-11-21T08:30:00.000Z"]);
  assert.equal(viewOf({}, { statusSetAt: 5 }).status_set_at, undefined);
});

test("a run-time model wins over the file and the file over the default", () => {
  const config = { ok: true as const, config: agentConfigSchema.parse({ model: "opus" }) };
  assert.equal(viewOf().active_model, "haiku");
  assert.equal(viewOf({ config }).active_model, "opus");
  assert.equal(viewOf({ config, live: { ...restingState(1), model: "sonnet" } }).active_model, "sonnet");
});

test("what a stopped agent's harness last said is no longer true", () => {
  const live = { ...restingState(100), turnState: "needs_login" as const, until: 200, detail: "log in" };
  const running = viewOf({ live });
  assert.deepEqual(
    [running.needs_login, running.turn_state, running.turn_state_until, running.detail],
    [true, "needs_login", 200, "log in"],
  );
  const stopped = viewOf({ live, running: false });
  assert.deepEqual(
    [stopped.needs_login, stopped.turn_state, stopped.turn_state_until, stopped.detail],
    [false, "idle", undefined, undefined],
  );
});

test("a bad file and a failure both count as failed, with the reason", () => {
  const bad = viewOf({ config: { ok: false, problem: "agent.json: `network`: no" } });
  assert.deepEqual([bad.failed, bad.detail], [true, "agent.json: `network`: no"]);
  const crashed = viewOf({ running: false }, { failure: "crashed 5 times" });
  assert.deepEqual([crashed.failed, crashed.running, crashed.detail], [true, false, "crashed 5 times"]);
  assert.deepEqual(
    [viewOf({ outlook: "starts again in 4 s" }).failed, viewOf({ outlook: "starts again in 4 s" }).detail],
    [false, "starts again in 4 s"],
  );
});
