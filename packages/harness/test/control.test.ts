import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { setStage } from "./stage.ts";

const slow = { rules: [{ reply: { blocks: [{ type: "text" as const, text: "slow" }], delayMs: 60_000 } }] };

test("a cancelled turn ends at once, its message comes again later, and claude stays", async () => {
  await using stage = await setStage({ scenario: slow });
  const { core, model } = stage;
  core.redeliver = false;
  core.deliver("work");
  stage.start();
  await model.waitForRequest(({ purpose }) => purpose === "turn");
  const pid = await stage.claudePid();
  await core.control({ do: "cancel" });
  await core.until("the requeue", () => core.requeues.length === 2 && core.turns().length === 1);
  assert.equal(core.turns()[0]?.outcome, "cancelled");
  assert.deepEqual(core.requeues.at(-1), {
    reason: "cancelled by the operator",
    delay_seconds: 60,
    refund_attempt: false,
  });
  assert.equal(await stage.claudePid(), pid);
});

test("a wait in recv that was cancelled takes no message that comes later", async () => {
  await using stage = await setStage({
    scenario: {
      rules: [
        {
          when: { prompt: "first" },
          reply: { blocks: [{ type: "tool_use", name: "mcp__hyperhive__recv", input: { wait_seconds: 180 } }] },
        },
      ],
    },
  });
  const { core } = stage;
  core.redeliver = false;
  core.deliver("first");
  stage.start();
  await core.until("the wait", () => core.waitsInTurn());
  await core.control({ do: "cancel" });
  await core.until("the end of the turn", () => core.requeues.length === 2 && core.turns().length === 1);
  assert.equal(core.turns()[0]?.outcome, "cancelled");
  const later = core.deliver("second");
  await core.until("the next turn", () => core.turns().length === 2);
  assert.deepEqual(core.acked, [later]);
  assert.match(core.prompts().at(-1) ?? "", /second/);
});

test("words of the operator reach the running turn, also while it waits in recv", async () => {
  await using stage = await setStage({
    scenario: {
      rules: [
        {
          when: { step: 0 },
          reply: { blocks: [{ type: "tool_use", name: "mcp__hyperhive__recv", input: { wait_seconds: 180 } }] },
        },
        { when: { newest: "turn left" }, reply: "turning left" },
      ],
    },
  });
  const { core } = stage;
  core.deliver("drive");
  stage.start();
  await core.until("the wait", () => core.waitsInTurn());
  await core.control({ do: "steer", text: "turn left" });
  await core.until("the end of the turn", () => core.acked.length === 1 && core.turns().length === 1);
  assert.deepEqual(
    core.turns().map(({ outcome }) => outcome),
    ["ok"],
  );
  assert.ok(core.events.some((event) => event.kind === "text" && event.text === "turning left"));
});

test("words of the operator to an idle agent begin a turn of their own", async () => {
  await using stage = await setStage();
  const { core } = stage;
  stage.start();
  await core.until("the wait for a message", () => core.cmds.includes("recv"));
  await core.control({ do: "steer", text: "look at /state" });
  await core.until("the turn", () => core.turns().length === 1);
  assert.equal(core.turns()[0]?.woken_by, "operator");
});

test("a paused agent takes no message until it goes on", async () => {
  await using stage = await setStage();
  const { core } = stage;
  core.paused = true;
  core.deliver("work");
  stage.start();
  await core.until("the state", () => core.states().includes("paused"));
  assert.ok(!core.cmds.includes("recv"));
  await core.control({ do: "pause", paused: false });
  await core.until("the turn", () => core.acked.length === 1);
  await core.control({ do: "pause", paused: true });
  await core.until("the second pause", () => core.states().filter((state) => state === "paused").length === 2);
  core.deliver("more");
  await core.control({ do: "pause", paused: false });
  await core.until("the second turn", () => core.acked.length === 2 && core.turns().length === 2);
});

test("a chosen model is used from the next turn on, by the same claude, and is written down", async () => {
  await using stage = await setStage({ config: { model: "sonnet" } });
  const { core, model } = stage;
  stage.start();
  core.deliver("first");
  await core.until("the first turn", () => core.acked.length === 1);
  const pid = await stage.claudePid();
  await core.control({ do: "set_model", model: "opus" });
  await core.until("the change", () => core.events.some((event) => event.kind === "model_changed"));
  core.deliver("second");
  await core.until("the second turn", () => core.turns().length === 2);
  const models = model.requests
    .filter(({ purpose }) => purpose === "turn")
    .map(({ body }) => (body as { model: string }).model);
  assert.match(models[0] ?? "", /sonnet/);
  assert.match(models[1] ?? "", /opus/);
  assert.equal(await stage.claudePid(), pid);
  assert.equal(await readFile(`${stage.state}/hyperhive-model`, "utf8"), "opus\n");
  assert.deepEqual(
    core.turns().map((turn) => turn.model),
    ["sonnet", "opus"],
  );
});

test("the conversation is compacted when the core says so", async () => {
  await using stage = await setStage({ scenario: { rules: [{ when: { purpose: "compact" }, reply: "the summary" }] } });
  const { core } = stage;
  stage.start();
  core.deliver("first");
  await core.until("the first turn", () => core.acked.length === 1);
  await core.control({ do: "compact" });
  await core.until("the compaction", () => /conversation compacted/.test(core.notes()));
  await core.until("idle", () => core.states().at(-1) === "idle");
  assert.ok(core.states().includes("compacting"));
});

test("a turn of the operator's own words that is cancelled does not come again", async () => {
  await using stage = await setStage({ scenario: slow });
  const { core, model } = stage;
  stage.start();
  await core.until("the wait for a message", () => core.cmds.includes("recv"));
  await core.control({ do: "steer", text: "look around" });
  await model.waitForRequest(({ purpose }) => purpose === "turn");
  await core.control({ do: "cancel" });
  await core.until("the end of the turn", () => core.turns().length === 1);
  await core.control({ do: "cancel" });
  await core.until("the answer", () => /nothing to cancel/.test(core.notes()));
  assert.equal(core.prompts().length, 1);
});
