import assert from "node:assert/strict";
import { test } from "node:test";
import { startTestHive, type Scenario } from "@hyperhive/testkit";

const from = (sender: string) => `from: ${sender}\\nid: (\\d+)\\n(?:in reply to: \\d+\\n)?\\n`;
const send = (to: string, body: string) => ({
  blocks: [
    { type: "tool_use" as const, name: "mcp__hyperhive__send", input: { to, in_reply_to: { $number: "$1" }, body } },
  ],
});

const scenario: Scenario = {
  rules: [
    {
      when: { agent: "manager", prompt: `${from("operator")}(.*)$` },
      replies: [send("coder", "asked: $2"), "passed on"],
    },
    {
      when: { agent: "coder", prompt: `${from("manager")}asked: (.*)$` },
      // The second answer is fetched by `recv` inside the turn, the first woke it.
      replies: [
        { blocks: [{ type: "tool_use", name: "mcp__hyperhive__recv", input: { wait_seconds: 30 } }] },
        send("manager", "answered: $2"),
        "done",
      ],
    },
    {
      when: { agent: "manager", prompt: `${from("coder")}answered: (.*)$` },
      replies: [send("operator", "$2, twice"), "done"],
    },
  ],
};

test("a message goes from the operator over manager and agent and back, by real claude in real cages", async () => {
  await using hive = await startTestHive({ scenario, agents: { coder: { network: "none" } } });
  const { receipts } = await hive.host.call("send", { to: "manager", body: "what is the weather" });
  assert.equal(receipts.length, 1);
  await hive.untilEvent(
    "coder",
    (event) => event.kind === "tool_use" && event.name.endsWith("recv"),
    "coder waits in recv",
  );
  await hive.host.call("send", { to: "coder", body: "by the way, be quick" });

  const reply = await hive.untilMessage(
    ({ from: sender, to }) => sender === "manager" && to === "operator",
    "the reply",
  );
  assert.equal(reply.body, "what is the weather, twice");
  assert.equal(reply.hops, 3, "the whole journey is one chain");

  const acked = (to: string, text: string) =>
    hive.untilMessage((row) => row.to === to && row.body === text && row.state === "acked", `${text} acked by ${to}`);
  await acked("manager", "what is the weather");
  await acked("coder", "asked: what is the weather");
  await acked("coder", "by the way, be quick");
  await acked("manager", "answered: what is the weather");
  const { messages } = await hive.host.call("inbox", {});
  assert.deepEqual(
    messages.map(({ body }) => body),
    ["what is the weather, twice"],
  );

  const turn = await hive.untilEvent("coder", (event) => event.kind === "turn_end", "coder's turn ends");
  assert.equal(turn.event.kind === "turn_end" && turn.event.outcome, "ok");
  const kinds = hive.core.agents
    .history("coder")
    .list(2000)
    .map(({ event }) => event.kind);
  for (const kind of ["turn_start", "tool_use", "tool_result", "text", "turn_end"] as const) {
    assert.ok(kinds.includes(kind), `the transcript holds ${kind}: ${kinds.join(" ")}`);
  }
});

test("what claude keeps for itself outlives its cage, so that no later turn misses it", async () => {
  await using hive = await startTestHive({ scenario: { rules: [] } });
  const turns = () =>
    hive.core.agents
      .history("manager")
      .list(2000)
      .flatMap(({ event }) => (event.kind === "turn_end" ? [event.outcome] : []));
  const sayAndWait = async (count: number) => {
    await hive.host.call("send", { to: "manager", body: `hello ${count}` });
    await hive.untilEvent("manager", () => turns().length === count, `turn ${count} ends`);
  };
  await sayAndWait(1);
  await hive.host.call("restart", { name: "manager" });
  await sayAndWait(2);
  assert.deepEqual(turns(), ["ok", "ok"]);
  const events = hive.core.agents.history("manager").list(2000);
  assert.deepEqual(
    events.filter(({ event }) => /configuration file not found/i.test(JSON.stringify(event))),
    [],
  );
  const kept = await hive.run("manager", ["ls", "-A", "/home/agent/.claude"]);
  assert.match(kept.output, /^\.claude\.json$/m);
});

test("the model sees the core's credential and no cage ever does", async () => {
  await using hive = await startTestHive({ scenario });
  await hive.host.call("send", { to: "manager", body: "hello" });
  const request = await hive.model.waitForRequest(({ path }) => path === "/v1/messages");
  assert.equal(request.headers["x-api-key"], "made-up-key");
  const probe = await hive.run("manager", [
    "sh",
    "-c",
    "cat /proc/[0-9]*/environ; env; grep -rs made-up-key /state /etc /run /home /shared",
  ]);
  assert.doesNotMatch(probe.output, /made-up-key/);
  assert.match(probe.output, /ANTHROPIC_BASE_URL=http:\/\/127\.0\.0\.1:/);
});
