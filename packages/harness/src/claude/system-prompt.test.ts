import assert from "node:assert/strict";
import { test } from "node:test";
import { agentConfigSchema } from "@hyperhive/wire";
import { approvalStatusSchema, helperEventSchema } from "@hyperhive/wire";
import { hiveTools } from "../tools/hive-tools.ts";
import { fillPrompt, readSystemPrompt } from "./system-prompt.ts";

const who = { name: "alice", pronouns: "xe/xem", config: agentConfigSchema.parse({}) };

for (const flavor of ["agent", "manager"] as const) {
  test(`the prompt of the ${flavor} names it and the operator's pronouns, and leaves nothing to fill`, async () => {
    const prompt = await readSystemPrompt(flavor, who);
    assert.match(prompt, /^You are `alice`/);
    assert.match(prompt, /xe\/xem/);
    assert.doesNotMatch(prompt, /\{\{/);
    for (const rule of [
      /\/state\/notes\.md/,
      /`recv` with `wait_seconds` 180/,
      /Never wait with Bash `sleep`/,
      /mcp__<server>__<tool>/,
      /`ask` the operator/,
      /Never wait for an answer/,
      /`\[expired\]`, `\[cancelled\]` and `\[cancelled by <name>\]`/,
      /set a reminder with `remind`/,
      /At the start of a new conversation call `get_loose_ends`/,
    ]) {
      assert.match(prompt, rule);
    }
  });
}

test("an agent learns where its config is, the manager that an edit there is only a proposal", async () => {
  assert.match(await readSystemPrompt("agent", who), /`\/agents\/alice\/config`/);
  assert.match(
    await readSystemPrompt("manager", who),
    /An edit is a proposal: nothing of it takes effect without the operator/,
  );
});

test("an agent with nothing of its own gets the shipped prompt alone", async () => {
  const prompt = await readSystemPrompt("agent", { ...who, config: agentConfigSchema.parse({ prompt: " \n" }) });
  assert.doesNotMatch(prompt, /# Your role|# More places/);
});

test("the role of an agent comes last and as it was written", async () => {
  const config = agentConfigSchema.parse({ prompt: "You review {{name}} and $& only.\n" });
  const prompt = await readSystemPrompt("agent", { ...who, config });
  assert.ok(prompt.endsWith("\n\n# Your role\n\nYou review {{name}} and $& only.\n"));
});

test("an agent learns of the places that it was given, not of where they are on the host", async () => {
  const mounts = [
    { source: "/srv/one", target: "/data" },
    { source: "/srv/two", target: "/work", access: "rw" as const },
  ];
  const prompt = await readSystemPrompt("manager", {
    ...who,
    config: agentConfigSchema.parse({ mounts, prompt: "x" }),
  });
  assert.match(prompt, /\n\n# More places\n\n- `\/data`: read-only\.\n- `\/work`: read and write\.\n\n# Your role/);
  assert.doesNotMatch(prompt, /\/srv/);
});

test("the manager learns what to do on each event of the host and on each decision", async () => {
  const prompt = await readSystemPrompt("manager", who);
  const events = helperEventSchema.options.map(({ shape }) => shape.event.value);
  const statuses = approvalStatusSchema.options.filter((status) => status !== "pending");
  for (const word of [...events, ...statuses]) assert.match(prompt, new RegExp(`^ *- .*\`${word}\`.*:`, "m"));
});

test("the manager learns how a proposal is made, and all of its tools; an agent hears of none of them", async () => {
  const [agent, manager] = [await readSystemPrompt("agent", who), await readSystemPrompt("manager", who)];
  const own = hiveTools("manager").filter((tool) => !hiveTools("agent").includes(tool));
  for (const { name } of own) {
    assert.ok(manager.includes(`\`${name}\``), name);
    assert.ok(!agent.includes(`\`${name}\``), name);
  }
  for (const rule of [/git fetch \/applied\/<name> main/, /`git rev-parse HEAD`/, /Never put a secret into/]) {
    assert.match(manager, rule);
  }
});

test("a prompt that asks for an unknown word is refused", () => {
  assert.throws(() => fillPrompt("{{who}}", { name: "x" }), /uses \{\{who\}\}; known are name/);
});
