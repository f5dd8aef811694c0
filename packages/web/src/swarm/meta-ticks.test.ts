import assert from "node:assert/strict";
import { test } from "node:test";
import { rebuiltWords, ticksAmong, toggled } from "./meta-ticks.ts";

const input = (name: string) => ({ name, rev: "b7e10c94d2fa", last_modified: 1 });

test("an entry that vanishes takes its tick along, for good", () => {
  const ticked = new Set(["hyperhive", "agent-bard"]);
  assert.deepEqual(ticksAmong(ticked, [input("hyperhive"), input("agent-coder")]), new Set(["hyperhive"]));
  assert.equal(ticksAmong(ticked, [input("agent-bard"), input("hyperhive")]), ticked);
});

test("a tick is set and taken back", () => {
  const once = toggled(new Set(), "hyperhive");
  assert.deepEqual(once, new Set(["hyperhive"]));
  assert.deepEqual(toggled(once, "hyperhive"), new Set());
});

test("what will be rebuilt is named: all agents by hyperhive, else those that are ticked", () => {
  assert.equal(rebuiltWords(new Set(["agent-coder", "hyperhive"]), 7), "hyperhive rebuilds all 7 agents");
  assert.equal(rebuiltWords(new Set(["hyperhive"]), 1), "hyperhive rebuilds the one agent");
  assert.equal(rebuiltWords(new Set(["agent-coder", "agent-manager"]), 7), "rebuilds coder and hm1nd");
  assert.equal(rebuiltWords(new Set("abcdefg"), 9), "rebuilds 7 agents");
  assert.equal(rebuiltWords(new Set(), 7), "tick what should be brought up to date");
});
