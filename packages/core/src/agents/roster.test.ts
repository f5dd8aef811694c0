import assert from "node:assert/strict";
import { test } from "node:test";
import { agentConfigSchema, toAgentName } from "@hyperhive/wire";
import { openStore } from "../store/store.ts";
import { AgentRecords, hostUid } from "./agent-records.ts";
import { restingState } from "./live-state.ts";
import { Roster } from "./roster.ts";

function startRoster(names: readonly string[]) {
  const store = openStore(":memory:");
  const records = new AgentRecords(store);
  const changed: string[] = [];
  const roster = new Roster(records, (name) => changed.push(name));
  const add = (name: string) =>
    roster.add({
      record: records.insert(toAgentName(name), 1),
      config: { ok: true, config: agentConfigSchema.parse({}) },
      running: false,
      connected: false,
      live: restingState(1),
    });
  names.forEach(add);
  return { store, records, roster, changed, add };
}

test("the manager comes first and the others by name", () => {
  assert.deepEqual(startRoster(["writer", "manager", "coder"]).roster.names(), ["manager", "coder", "writer"]);
});

test("both names of the manager lead to it, and what cannot be a name to nobody", () => {
  const { roster } = startRoster(["manager", "coder"]);
  assert.deepEqual([roster.resolve("hm1nd"), roster.resolve("manager")], ["manager", "manager"]);
  for (const typed of ["nobody", "..", "Coder", "", "constructor"]) {
    assert.throws(
      () => roster.resolve(typed),
      { code: "unknown_agent", message: /the hive has manager, coder/ },
      typed,
    );
  }
});

test("what is kept is in the store, what is noted is not, and both are told", () => {
  const { roster, records, changed } = startRoster(["coder"]);
  const coder = toAgentName("coder");
  roster.keep(coder, { wanted: "stopped", paused: true, failure: "broken", status: { text: "hi", at: 5 } });
  roster.note(coder, { running: true, outlook: "soon" });
  assert.partialDeepStrictEqual(records.all()[0], {
    wanted: "stopped",
    paused: true,
    failure: "broken",
    statusText: "hi",
    statusSetAt: 5,
  });
  assert.partialDeepStrictEqual(roster.get(coder), { running: true, outlook: "soon" });
  roster.keep(coder, { failure: undefined, status: undefined });
  roster.note(coder, { outlook: undefined });
  assert.deepEqual(
    [records.all()[0]?.failure, records.all()[0]?.statusText, roster.get(coder).outlook],
    [undefined, undefined, undefined],
  );
  assert.equal(changed.length, 5);
});

test("the host account of an agent is never given to another", () => {
  const { roster, records, add } = startRoster(["manager", "coder"]);
  const uidOf = (name: string) => hostUid(roster.get(toAgentName(name)).record);
  assert.deepEqual([uidOf("manager"), uidOf("coder")], [300_000, 300_001]);
  roster.remove(toAgentName("coder"));
  add("writer");
  assert.equal(uidOf("writer"), 300_002);
  assert.equal(records.all().length, 2);
});
