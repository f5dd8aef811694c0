import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import {
  createScriptedModel,
  findInCage,
  makeHiveFolder,
  runInCage,
  spawnCore,
  startTestHive,
  type Scenario,
  type ScriptedModel,
} from "@hyperhive/testkit";

const BANNER = "[redelivered after harness restart — may already be handled]";

/** Answers at once when the message was given before; otherwise the turn hangs until it is killed. */
const slowFirst: Scenario = {
  rules: [
    {
      when: { agent: "coder", prompt: "redelivered after harness restart" },
      replies: [
        { blocks: [{ type: "tool_use", name: "mcp__hyperhive__send", input: { to: "operator", body: "second try" } }] },
        "done",
      ],
    },
    { when: { agent: "coder" }, replies: [{ delayMs: 600_000, blocks: [{ type: "text", text: "never" }] }] },
  ],
};

test("a message whose harness was killed between recv and ack comes again, with the banner", async () => {
  await using hive = await startTestHive({ scenario: slowFirst, agents: { coder: { network: "none" } } });
  await hive.host.call("send", { to: "coder", body: "work" });
  await hive.model.waitForRequest(({ path }) => path === "/v1/messages");
  const promptWith = async (isFitting: (prompt: string) => boolean, what: string) =>
    await hive.untilEvent("coder", (event) => event.kind === "turn_start" && isFitting(event.prompt), what);
  await promptWith((prompt) => !prompt.includes(BANNER), "the first turn's beginning");
  process.kill(hive.pidOf("coder", "hive-ag3nt.ts"), "SIGKILL");

  await hive.untilMessage(({ body }) => body === "second try", "the second harness's answer");
  const row = await hive.untilMessage(
    ({ to, body, state }) => to === "coder" && body === "work" && state === "acked",
    "acked",
  );
  assert.equal(row.attempts, 2);
  await promptWith((prompt) => prompt.startsWith(BANNER), "the second turn's beginning");
  await hive.untilMessage(
    ({ to, body }) => to === "manager" && body.includes("container_crash"),
    "the manager hears of the crash",
  );
});

test("a killed claude ends the turn as failed and the message comes again", async () => {
  await using hive = await startTestHive({ scenario: slowFirst, agents: { coder: { network: "none" } } });
  await hive.host.call("send", { to: "coder", body: "work" });
  await hive.model.waitForRequest(({ path }) => path === "/v1/messages");
  process.kill(hive.pidOf("coder", "/claude"), "SIGKILL");

  const end = await hive.untilEvent("coder", ({ kind }) => kind === "turn_end", "the turn ends");
  assert.equal(end.event.kind === "turn_end" && end.event.outcome, "failed");
  await hive.untilMessage(({ body }) => body === "second try", "the second turn's answer");
  await hive.untilMessage(({ to, body, state }) => to === "coder" && body === "work" && state === "acked", "acked");
});

test("a core killed during 1,000 concurrent sends loses none that it acknowledged and doubles none that carried a key", async () => {
  using folder = makeHiveFolder();
  const keys: string[] = [];
  const acknowledged = new Set<string>();
  await using first = await spawnCore(folder);
  await first.stopAgents();
  // Another send follows each answer, so that a thousand are under way whenever the core dies.
  const sendOn = async (): Promise<void> => {
    const key = `key-${keys.length}`;
    keys.push(key);
    const sent = await first.host.call("send", { to: "operator", body: key, key }, { retry: "never" }).then(
      () => true,
      () => false,
    );
    if (!sent) return;
    acknowledged.add(key);
    if (acknowledged.size === 100) process.kill(first.pid, "SIGKILL");
    await sendOn();
  };
  await Promise.all(Array.from({ length: 1000 }, sendOn));
  await first.exited;
  assert.ok(acknowledged.size >= 100, `${acknowledged.size} were acknowledged`);
  assert.equal(keys.length, acknowledged.size + 1000);

  await using second = await spawnCore(folder);
  await Promise.all(keys.map((key) => second.host.call("send", { to: "operator", body: key, key })));
  const bodies = bodiesOnDisk(folder.stateDir);
  for (const key of acknowledged) assert.ok(bodies.includes(key), `${key} was acknowledged and is lost`);
  assert.equal(bodies.length, keys.length, "a keyed send was doubled");
});

test("a core that is killed and started again interrupts no turn and loses nothing of it", async () => {
  using folder = makeHiveFolder();
  await using model = asDisposable(await createScriptedModel({ scenario: longTurn }));
  await using first = await spawnCore(folder, { modelUrl: model.url });
  await first.host.call("send", { to: "manager", body: "wait for it" });
  await first.untilEvent("manager", ({ event }) => event.kind === "tool_use", "the turn is under way");
  const harness = findInCage(folder.runDir, "manager", "hive-m1nd.ts");
  await first.kill("SIGKILL");

  await using second = await spawnCore(folder, { modelUrl: model.url });
  await runInCage(second.host, "manager", ["touch", "/state/go"]);
  await second.untilMessage(({ from, body }) => from === "manager" && body === "still here", "the reply");
  const row = await second.untilMessage(({ body, state }) => body === "wait for it" && state === "acked", "acked");
  assert.equal(row.attempts, 1, "it was not delivered again");
  assert.equal(findInCage(folder.runDir, "manager", "hive-m1nd.ts"), harness, "the harness is the same process");
  const end = await second.untilEvent(
    "manager",
    ({ event }) => event.kind === "turn_end",
    "the turn's end is in the history",
  );
  assert.equal(end.event.kind === "turn_end" && end.event.outcome, "ok");
});

const longTurn: Scenario = {
  rules: [
    {
      when: { agent: "manager", prompt: "from: operator" },
      replies: [
        {
          blocks: [
            {
              type: "tool_use",
              name: "Bash",
              input: { command: "until [ -e /state/go ]; do sleep 0.1; done; echo went" },
            },
          ],
        },
        { blocks: [{ type: "tool_use", name: "mcp__hyperhive__send", input: { to: "operator", body: "still here" } }] },
        "done",
      ],
    },
  ],
};

function bodiesOnDisk(stateDir: string): string[] {
  const database = new DatabaseSync(join(stateDir, "hive.sqlite"), { readOnly: true });
  const rows = database.prepare("SELECT body FROM messages WHERE body LIKE 'key-%'").all();
  database.close();
  return rows.map(({ body }) => String(body));
}

function asDisposable(model: ScriptedModel): ScriptedModel & AsyncDisposable {
  return Object.assign(model, { [Symbol.asyncDispose]: () => model.close() });
}
