import assert from "node:assert/strict";
import { test } from "node:test";
import { setStage } from "./stage.ts";
import { playTools, playTurn, using } from "./use-tools.ts";

const own = (name: string, input: Record<string, unknown> = {}) => ({ name: `mcp__hyperhive__${name}`, input });

const MANAGER_TOOLS = [
  own("request_spawn", { name: "carol" }),
  own("request_init_config", { name: "carol" }),
  own("request_apply_commit", { agent: "carol", commit_ref: "4f2a9c81d3", description: "needs jq" }),
  own("kill", { name: "carol" }),
  own("start", { name: "carol" }),
  own("restart", { name: "carol" }),
  own("update", { name: "carol" }),
  own("update", { name: "bob" }),
  own("get_logs", { agent: "carol", lines: 2 }),
];

test("the manager proposes changes and drives agents", async () => {
  await using stage = await setStage({ flavor: "manager", scenario: using(...MANAGER_TOOLS) });
  const { decisions } = stage.core;
  decisions.log = ["one", "two", "three"];
  const results = await playTurn(stage);
  assert.deepEqual(
    results.map(({ text }) => text),
    [
      "approval 5 waits for the operator",
      "approval 5 waits for the operator",
      [
        "approval 6 waits for the operator",
        "commit: 4f2a9c81d3e5b7064f2a9c81d3e5b7064f2a9c81",
        "risk: high\n- `network` becomes host\n- a mount is added",
        "supersedes approval 3, 5, also still pending",
      ].join("\n"),
      "carol is stopped",
      "carol is started",
      "carol is restarted",
      "build 9 of carol is queued",
      "build 9 of bob was waiting already",
      "two\nthree",
    ],
  );
  const stored = decisions.requests.slice(0, 3);
  assert.partialDeepStrictEqual(stored[2], { agent: "carol", commit_ref: "4f2a9c81d3", description: "needs jq" });
  assert.equal(new Set(stored.map(({ key }) => key)).size, 3, "each has a key of its own");
});

test("the manager reads why the core refuses, and an empty log says so", async () => {
  const { stage, results } = await playTools({
    flavor: "manager",
    scenario: using(
      own("request_spawn", { name: "bob" }),
      own("request_init_config", { name: "No Name" }),
      own("request_apply_commit", { agent: "carol", commit_ref: "main" }),
      own("kill", { name: "nobody" }),
      own("start", { name: "nobody" }),
      own("restart", { name: "nobody" }),
      own("update", { name: "nobody" }),
      own("get_logs", { agent: "nobody" }),
      own("get_logs", { agent: "carol", lines: 5000 }),
      own("get_logs", { agent: "carol" }),
    ),
  });
  await using _ = stage;
  assert.deepEqual(
    results.map(({ is_error }) => is_error),
    [...Array.from({ length: 9 }, () => true), false],
  );
  assert.match(results[0]?.text ?? "", /^agent_exists: /);
  assert.match(results[1]?.text ?? "", /^invalid_name: /);
  assert.match(results[2]?.text ?? "", /^bad_request: expected 7 to 40 hex digits of a commit, got `main`/);
  for (const { text } of results.slice(3, 8)) assert.match(text, /^unknown_agent: the hive has no agent `nobody`/);
  assert.match(results[8]?.text ?? "", /lines/);
  assert.equal(results[9]?.text, "(the log is empty)");
});

test("an agent has none of the manager's tools, and nobody has one that decides for the operator", async () => {
  const forbidden = ["destroy", "approve", "deny"].map((name) => own(name, { name: "carol", id: 1 }));
  const agent = await playTools({ scenario: using(...MANAGER_TOOLS, ...forbidden) });
  await using _agent = agent.stage;
  const manager = await playTools({ flavor: "manager", scenario: using(...forbidden) });
  await using _manager = manager.stage;
  for (const { results, stage } of [agent, manager]) {
    for (const { is_error, text } of results) assert.ok(is_error && /No such tool/.test(text), text);
    assert.deepEqual(stage.core.decisions.requests, []);
  }
  assert.equal(agent.results.length, MANAGER_TOOLS.length + forbidden.length);
  assert.equal(manager.results.length, forbidden.length);
});
