import assert from "node:assert/strict";
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { parsePosition, type AgentEvent, type AgentEventRow, type PushedEvent } from "@hyperhive/wire";
import { createManualClock } from "../clock.test-support.ts";
import { makeTempFolder } from "../temp-folder.test-support.ts";
import { openAgentHistory, type AgentHistoryStore } from "./agent-history.ts";
import { replaceHistoryFile } from "./history-file.ts";

const DAY = 24 * 3_600_000;

function startHistory() {
  const folder = makeTempFolder();
  const path = join(folder.path, "events.sqlite");
  const clock = createManualClock();
  const warnings: string[] = [];
  const open = () => openAgentHistory(path, { clock, warn: (text) => warnings.push(text) });
  let history = open();
  return {
    path,
    folder: folder.path,
    clock,
    warnings,
    get history(): AgentHistoryStore {
      return history;
    },
    close: () => history.close(),
    /** Opens the file anew, as a restarted core does. */
    open: () => void (history = open()),
    [Symbol.dispose]() {
      history.close();
      folder[Symbol.dispose]();
    },
  };
}

function notes(from: number, to: number): PushedEvent[] {
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const seq = from + index;
    return { seq, at: 1000 + seq, event: { kind: "note", text: `note ${seq}` } };
  });
}

function turnEnd(turn: number, usage?: { ctx: number; cost_usd: number }): AgentEvent {
  const tokens = { input_tokens: 1, output_tokens: 2, cache_read_tokens: 3, cache_write_tokens: 4 };
  return {
    kind: "turn_end",
    turn,
    outcome: usage === undefined ? "failed" : "ok",
    started_at: 5000,
    duration_ms: 250,
    model: "haiku",
    woken_by: "operator",
    tool_calls: { Bash: 2, recv: 1 },
    ...(usage !== undefined && { usage: { ...usage, ...tokens } }),
  };
}

function texts(rows: readonly AgentEventRow[]): string[] {
  return rows.map(({ event }) => (event.kind === "note" ? event.text : event.kind));
}

test("events are kept in order with numbers of the agent's own and come back whole", () => {
  using agent = startHistory();
  assert.equal(agent.history.push("boot", notes(1, 3)), 3);
  const { epoch } = agent.history.position();
  assert.deepEqual(agent.history.list(2), [
    { epoch, seq: 2, at: 1002, event: { kind: "note", text: "note 2" } },
    { epoch, seq: 3, at: 1003, event: { kind: "note", text: "note 3" } },
  ]);
  assert.deepEqual(texts(agent.history.after(1, 10)), ["note 2", "note 3"]);
  assert.deepEqual(texts(agent.history.after(0, 1)), ["note 1"]);
  assert.deepEqual(agent.history.after(3, 10), []);
  assert.deepEqual(parsePosition(`${epoch}:3`), agent.history.position());
});

test("what is pushed again is stored once and heard once", () => {
  using agent = startHistory();
  const heard: string[] = [];
  agent.history.subscribe((row) => heard.push(...texts([row])));
  agent.history.push("boot", notes(1, 3));
  assert.equal(agent.history.push("boot", notes(2, 5)), 5);
  assert.equal(agent.history.push("boot", notes(1, 2)), 5);
  const all = ["note 1", "note 2", "note 3", "note 4", "note 5"];
  assert.deepEqual(heard, all);
  assert.deepEqual(texts(agent.history.list(100)), all);
});

test("each harness process counts for itself, also when two of them overlap", () => {
  using agent = startHistory();
  assert.equal(agent.history.push("one", notes(1, 2)), 2);
  assert.equal(agent.history.push("two", notes(1, 1)), 1);
  assert.equal(agent.history.push("one", notes(3, 3)), 3);
  assert.deepEqual(texts(agent.history.list(10)), ["note 1", "note 2", "note 1", "note 3"]);
});

test("a harness that had to drop some events goes on after the gap", () => {
  using agent = startHistory();
  agent.history.push("boot", notes(1, 1));
  assert.equal(agent.history.push("boot", notes(7, 8)), 8);
  assert.deepEqual(texts(agent.history.list(10)), ["note 1", "note 7", "note 8"]);
});

test("history, position and what was already pushed outlive a restart of the core", () => {
  using agent = startHistory();
  agent.history.push("boot", notes(1, 3));
  const before = agent.history.position();
  agent.close();
  agent.open();
  assert.deepEqual(agent.history.position(), before);
  assert.equal(agent.history.push("boot", notes(1, 4)), 4);
  assert.deepEqual(agent.history.position(), { epoch: before.epoch, seq: 4 });
});

test("who stops listening hears no more", () => {
  using agent = startHistory();
  const heard: number[] = [];
  const stop = agent.history.subscribe(({ seq }) => heard.push(seq));
  agent.history.push("boot", notes(1, 1));
  stop();
  agent.history.push("boot", notes(2, 2));
  assert.deepEqual(heard, [1]);
});

test("the figures of every finished turn are kept, and a turn without any leaves the last ones standing", () => {
  using agent = startHistory();
  assert.equal(agent.history.lastUsage(), undefined);
  const counted = { ...turnEnd(1, { ctx: 1234, cost_usd: 0.5 }), open_threads: 3, open_reminders: 0 };
  agent.history.push("boot", [{ seq: 1, at: 1, event: counted }]);
  agent.history.push("boot", [{ seq: 2, at: 2, event: turnEnd(2) }]);
  assert.deepEqual(agent.history.lastUsage(), { ctx: 1234, cost: 0.5 });
  agent.close();
  const raw = new DatabaseSync(agent.path);
  const rows = raw.prepare("select * from turn_stats order by id").all();
  raw.close();
  agent.open();
  const { id: _id, stored_at: _at, ...first } = { ...rows[0] };
  assert.deepEqual(first, {
    turn: 1,
    model: "haiku",
    wake_from: "operator",
    result_kind: "ok",
    started_at: 5000,
    ended_at: 5250,
    duration_ms: 250,
    input_tokens: 1,
    output_tokens: 2,
    cache_read_tokens: 3,
    cache_write_tokens: 4,
    ctx: 1234,
    cost_usd: 0.5,
    tool_call_count: 3,
    tool_calls: '{"Bash":2,"recv":1}',
    note: null,
    open_threads_count: 3,
    open_reminders_count: 0,
  });
  assert.equal(rows[1]?.["ctx"], null);
  assert.equal(rows[1]?.["open_threads_count"], null);
  assert.deepEqual(agent.history.lastUsage(), { ctx: 1234, cost: 0.5 });
});

test("turn numbers never come again, not even that of a turn that was cut off, or after the sweep", () => {
  using agent = startHistory();
  assert.equal(agent.history.turns(), 0);
  agent.history.push("boot", [{ seq: 1, at: 1, event: turnEnd(4) }]);
  const start: AgentEvent = { kind: "turn_start", turn: 5, woken_by: "x", message_ids: [1], model: "m", prompt: "p" };
  agent.history.push("boot", [{ seq: 2, at: 1, event: start }]);
  agent.clock.advance(200 * DAY);
  const old = agent.clock.now();
  agent.history.vacuum({ eventsBefore: old, turnsBefore: old, cap: 100 });
  agent.close();
  agent.open();
  assert.equal(agent.history.turns(), 5);
});

test("old rows are deleted by when the core stored them, whatever the harness claims, and at most so many at once", () => {
  using agent = startHistory();
  const lying = notes(1, 5).map((event) => ({ ...event, at: Number.MAX_SAFE_INTEGER }));
  agent.history.push("boot", lying);
  agent.clock.advance(10 * DAY);
  agent.history.push("boot", notes(6, 6));
  const times = { eventsBefore: agent.clock.now() - 7 * DAY, turnsBefore: agent.clock.now() - 90 * DAY };
  assert.equal(agent.history.vacuum({ ...times, cap: 3 }), 3);
  assert.equal(agent.history.vacuum({ ...times, cap: 3 }), 2);
  assert.equal(agent.history.vacuum({ ...times, cap: 3 }), 0);
  assert.deepEqual(texts(agent.history.list(10)), ["note 6"]);
});

test("numbers go on where they were after everything was deleted", () => {
  using agent = startHistory();
  agent.history.push("boot", notes(1, 3));
  agent.clock.advance(DAY);
  const old = agent.clock.now();
  assert.equal(agent.history.vacuum({ eventsBefore: old, turnsBefore: 0, cap: 10 }), 3);
  agent.close();
  agent.open();
  assert.equal(agent.history.position().seq, 3);
  agent.history.push("boot", notes(1, 4));
  assert.deepEqual(
    agent.history.list(10).map(({ seq, event }) => [seq, event.kind === "note" && event.text]),
    [[4, "note 4"]],
  );
});

test("a file that is no database is moved aside with a warning, and a new history begins in another epoch", () => {
  using agent = startHistory();
  const { epoch } = agent.history.position();
  agent.close();
  writeFileSync(agent.path, "garbage ".repeat(1000));
  agent.open();
  assert.match(agent.warnings.join(), /cannot be used: it is now .*events\.sqlite\.broken-1, and a new one begins/);
  assert.equal(statSync(`${agent.path}.broken-1`).size, 8000);
  assert.notEqual(agent.history.position().epoch, epoch);
  assert.equal(agent.history.push("boot", notes(1, 1)), 1);
  agent.close();
  writeFileSync(agent.path, "garbage again ".repeat(1000));
  agent.open();
  assert.equal(statSync(`${agent.path}.broken-1`).size, 8000, "the first one is still there");
  assert.ok(readdirSync(agent.folder).includes("events.sqlite.broken-2"));
});

test("a folder in the place of the file is moved aside too", () => {
  using agent = startHistory();
  agent.close();
  const other = join(agent.folder, "other.sqlite");
  mkdirSync(other);
  const history = openAgentHistory(other, { warn: (text) => agent.warnings.push(text) });
  assert.equal(history.push("boot", notes(1, 1)), 1);
  history.close();
  agent.open();
  assert.match(agent.warnings.join(), /other\.sqlite\.broken-1/);
});

test("a file that breaks while it is in use is replaced, and the very push that found out is stored and heard", () => {
  using agent = startHistory();
  agent.history.push("boot", notes(1, 3));
  const heard: string[] = [];
  agent.history.subscribe((row) => heard.push(...texts([row])));
  const raw = new DatabaseSync(agent.path);
  raw.exec("drop table events");
  raw.close();
  assert.equal(agent.history.push("boot", notes(4, 4)), 4);
  assert.deepEqual(heard, ["note 4"]);
  assert.deepEqual(texts(agent.history.list(10)), ["note 4"]);
  assert.equal(agent.warnings.length, 1);
});

test("when the fault is the disk's and not the file's, the file stays and events go on in memory", () => {
  using agent = startHistory();
  agent.history.push("boot", notes(1, 3));
  agent.close();
  const full = Object.assign(new Error("database or disk is full"), { errcode: 13 });
  const file = replaceHistoryFile(agent.path, full, (text) => agent.warnings.push(text));
  assert.equal(file.inMemory, true);
  file.store.close();
  assert.match(agent.warnings.join(), /kept in memory until the core restarts/);
  agent.open();
  assert.deepEqual(texts(agent.history.list(10)), ["note 1", "note 2", "note 3"]);
});

test("a history whose folder is not there goes on in memory", () => {
  using agent = startHistory();
  const path = join(agent.folder, "missing", "events.sqlite");
  const history = openAgentHistory(path, { warn: (text) => agent.warnings.push(text) });
  assert.equal(history.push("boot", notes(1, 2)), 2);
  assert.deepEqual(texts(history.list(10)), ["note 1", "note 2"]);
  history.close();
  assert.equal(agent.warnings.length, 1);
});

test("a history in memory works like any other", () => {
  const history = openAgentHistory(":memory:");
  assert.equal(history.push("boot", notes(1, 2)), 2);
  assert.equal(history.position().seq, 2);
  history.close();
});

test("nobody but the core's account can read an agent's history", () => {
  using agent = startHistory();
  agent.history.push("boot", notes(1, 1));
  assert.equal(statSync(agent.path).mode & 0o777, 0o600);
});

test("lists of long events are shorter: the newest are listed, and those after a place begin there", () => {
  using stage = startHistory();
  const text = "x".repeat(1_000_000);
  for (let seq = 1; seq <= 20; seq += 1) stage.history.push("boot", [{ seq, at: 1, event: { kind: "note", text } }]);
  const newest = stage.history.list(2000).map(({ seq }) => seq);
  assert.deepEqual(newest, [13, 14, 15, 16, 17, 18, 19, 20]);
  assert.deepEqual(
    stage.history.after(2, 2000).map(({ seq }) => seq),
    [3, 4, 5, 6, 7, 8, 9, 10],
  );
});

test("an event that the table refuses is the event's fault: it is thrown back and the file stays", () => {
  using stage = startHistory();
  stage.history.push("boot", notes(1, 2));
  const wrong = { seq: 3, at: 1.5, event: { kind: "note", text: "half a millisecond" } } as const;
  assert.throws(() => stage.history.push("boot", [wrong]), /at/);
  assert.equal(stage.history.list(10).length, 2);
  assert.deepEqual(
    readdirSync(stage.folder).filter((name) => name.includes("broken")),
    [],
  );
});
