import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import type { AgentEvent } from "@hyperhive/wire";
import { setStage } from "./stage.ts";

type StateChange = Extract<AgentEvent, { kind: "turn_state_changed" }>;

function parkedAs(events: readonly AgentEvent[], state: StateChange["state"]): StateChange | undefined {
  return events.find((event) => event.kind === "turn_state_changed" && event.state === state) as
    | StateChange
    | undefined;
}

test("SIGKILL of claude ends the turn as failed, and the message comes again with the banner", async () => {
  await using stage = await setStage({
    scenario: {
      rules: [
        { when: { prompt: "redelivered after harness restart" }, reply: "second try" },
        { when: { prompt: "work" }, reply: { blocks: [{ type: "text", text: "never said" }], delayMs: 60_000 } },
      ],
    },
  });
  const { core, model } = stage;
  core.deliver("work");
  stage.start();
  await model.waitForRequest(({ purpose }) => purpose === "turn");
  const pid = await stage.claudePid();
  assert.ok(pid);
  process.kill(pid, "SIGKILL");
  await core.until("the second turn", () => core.acked.length === 1 && core.turns().length === 2);
  const [failed, ok] = core.turns();
  assert.equal(failed?.outcome, "failed");
  assert.match(failed?.note ?? "", /SIGKILL/);
  assert.equal(ok?.outcome, "ok");
  const requeue = core.requeues.find(({ delay_seconds }) => delay_seconds === 5);
  assert.match(requeue?.reason ?? "", /SIGKILL/);
  assert.notEqual(requeue?.refund_attempt, true);
});

test("a rate limit parks the agent until its reset, and the message goes back without costing an attempt", async () => {
  await using stage = await setStage({
    scenario: { rules: [{ reply: { error: { kind: "rate_limit", retryAfterSeconds: 120, resetsInSeconds: 120 } } }] },
  });
  const { core } = stage;
  core.deliver("work");
  stage.start();
  await core.until("the parking", () => parkedAs(core.events, "rate_limited") !== undefined);
  assert.deepEqual(
    core.turns().map(({ outcome }) => outcome),
    ["rate_limited"],
  );
  assert.equal(core.requeues.at(-1)?.refund_attempt, true);
  const { until = 0, since = 0 } = parkedAs(core.events, "rate_limited") ?? {};
  // What passed between the model's word and the parking is missing.
  assert.ok(until - since > 60 && until - since <= 122, `parked for about 120 s, got ${until - since}`);
  assert.equal(core.acked.length, 0);
});

test("a refused credential is tried once more and then parks the agent for a log-in", async () => {
  await using stage = await setStage({ scenario: { rules: [{ reply: { error: { kind: "authentication" } } }] } });
  const { core } = stage;
  core.deliver("work");
  stage.start();
  await core.until("the parking", () => parkedAs(core.events, "needs_login") !== undefined);
  assert.deepEqual(
    core.turns().map(({ outcome }) => outcome),
    ["auth_failed"],
  );
  assert.equal(core.requeues.at(-1)?.refund_attempt, true);
  assert.match(core.notes(), /trying once more/);
});

test("without a log-in the agent takes no message, and it begins once somebody has logged in", async () => {
  await using stage = await setStage({ env: { HYPERHIVE_MODEL_ACCESS: "login" } });
  const { core, model, root } = stage;
  const env = { ANTHROPIC_BASE_URL: model.url, ANTHROPIC_API_KEY: "made-up" };
  await writeFile(join(root, "agent.json"), JSON.stringify({ env }));
  core.deliver("work");
  stage.start();
  await core.until("the parking", () => parkedAs(core.events, "needs_login") !== undefined);
  assert.ok(!core.cmds.includes("recv"));
  await writeFile(join(root, "home", ".claude", ".credentials.json"), "{}");
  await core.until("the turn", () => core.acked.length === 1);
});

test("a prompt that is too long is compacted once and tried again in the same turn", async () => {
  await using stage = await setStage({
    scenario: {
      rules: [
        { when: { prompt: "warm up" }, reply: "warm" },
        { when: { prompt: "work" }, reply: { error: { kind: "prompt_too_long" } }, times: 1 },
        { when: { prompt: "work" }, reply: "done" },
        { when: { purpose: "compact" }, reply: "the summary" },
      ],
    },
  });
  const { core } = stage;
  stage.start();
  core.deliver("warm up");
  core.deliver("work");
  await core.until("both turns", () => core.acked.length === 2 && core.turns().length === 2);
  assert.deepEqual(
    core.turns().map(({ outcome }) => outcome),
    ["ok", "ok"],
  );
  assert.match(core.notes(), /conversation compacted/);
  assert.ok(core.states().includes("compacting"));
});

test("a prompt that is too long even after compaction fails, and the next turn begins a new conversation", async () => {
  await using stage = await setStage({
    scenario: { rules: [{ when: { prompt: "work" }, reply: { error: { kind: "prompt_too_long" } } }] },
  });
  const { core } = stage;
  core.redeliver = false;
  core.deliver("work");
  stage.start();
  await core.until("the note", () => /begins a new one/.test(core.notes()));
  assert.deepEqual(
    core.turns().map(({ outcome }) => outcome),
    ["prompt_too_long"],
  );
  core.deliver("hello");
  await core.until("the next turn", () => core.acked.length === 1);
  const ids = core.events.flatMap((event) => (event.kind === "session" ? [event.session_id] : []));
  assert.equal(new Set(ids).size, 2);
});

test("a turn that costs more than its budget is stopped", async () => {
  await using stage = await setStage({
    config: { turn_budget_usd: 0.000_001 },
    scenario: {
      rules: [{ reply: { blocks: [{ type: "tool_use", name: "mcp__hyperhive__whoami", input: {} }] } }],
    },
  });
  const { core } = stage;
  core.redeliver = false;
  core.deliver("work");
  stage.start();
  await core.until("the end of the turn", () => core.turns().length === 1 && core.requeues.length === 2);
  assert.equal(core.turns()[0]?.outcome, "over_budget");
  assert.equal(core.requeues.at(-1)?.delay_seconds, 5);
});

test("a claude that cannot be started fails the turn with the reason", async () => {
  await using stage = await setStage({ env: { HYPERHIVE_CLAUDE_PATH: "/nowhere/claude" } });
  const { core } = stage;
  core.redeliver = false;
  core.deliver("work");
  stage.start();
  await core.until("the end of the turn", () => core.turns().length === 1);
  assert.equal(core.turns()[0]?.outcome, "failed");
  assert.match(core.turns()[0]?.note ?? "", /nowhere/);
});

test("a harness that is stopped in a turn gives the message back and ends within seconds", async () => {
  await using stage = await setStage({
    scenario: { rules: [{ reply: { blocks: [{ type: "text", text: "slow" }], delayMs: 60_000 } }] },
  });
  const { core, model } = stage;
  core.deliver("work");
  stage.start();
  await model.waitForRequest(({ purpose }) => purpose === "turn");
  const before = Date.now();
  await stage.stop();
  assert.ok(Date.now() - before < 30_000, `took ${Date.now() - before} ms, as long as the answer`);
  assert.equal(core.turns()[0]?.outcome, "cancelled");
  assert.equal(core.requeues.at(-1)?.refund_attempt, true);
  assert.equal(await stage.claudePid(), undefined);
});

test("a harness that is stopped while claude is starting ends within seconds too", async () => {
  await using stage = await setStage({
    scenario: { rules: [{ reply: { blocks: [{ type: "text", text: "slow" }], delayMs: 60_000 } }] },
  });
  const { core } = stage;
  core.deliver("work");
  stage.start();
  await core.until("the start of the turn", () => core.prompts().length === 1);
  const before = Date.now();
  await stage.stop();
  assert.ok(Date.now() - before < 30_000, `took ${Date.now() - before} ms, as long as the answer`);
  assert.equal(core.turns()[0]?.outcome, "cancelled");
  assert.equal(core.requeues.at(-1)?.refund_attempt, true);
});

test("a core that goes away in a turn gets the events in order and the ack when it is back", async () => {
  await using stage = await setStage({
    scenario: {
      rules: [{ reply: { blocks: [{ type: "text", text: "said while the core was away" }], delayMs: 1500 } }],
    },
  });
  const { core, model } = stage;
  core.deliver("work");
  stage.start();
  await model.waitForRequest(({ purpose }) => purpose === "turn");
  await core.until("the start of the turn", () => core.events.some(({ kind }) => kind === "turn_start"));
  await core.stop();
  await core.start();
  await core.until("the ack", () => core.acked.length === 1 && core.turns().length === 1);
  const kinds = core.events.map(({ kind }) => kind);
  assert.ok(kinds.indexOf("text") < kinds.indexOf("turn_end"));
  assert.equal(core.turns()[0]?.outcome, "ok");
  assert.equal(core.cmds.filter((cmd) => cmd === "hello").length, 1);
});
