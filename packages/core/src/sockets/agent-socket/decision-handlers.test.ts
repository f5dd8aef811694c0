import assert from "node:assert/strict";
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { agentVerbs, toAgentName, type DeliveredMessage, type HelperEvent, type LooseEnd } from "@hyperhive/wire";
import { agentPaths } from "../../agents/agent-paths.ts";
import type { Core } from "../../core.ts";
import { startStage } from "../../daemon.test-support.ts";
import { until } from "../../lifecycle/lifecycle.test-support.ts";

const secondsNow = () => Math.floor(Date.now() / 1000);

/** What the host has told an agent about questions, oldest first. */
function told(core: Core, name: string): HelperEvent[] {
  return core.broker
    .recent(name, 100)
    .filter(({ from, body }) => from === "system" && body.includes('"event":"question_'))
    .map(({ body }) => JSON.parse(body) as HelperEvent);
}

test("a question goes to a peer and its answer comes back, over the sockets alone", async (t) => {
  const { agent, core } = await startStage(t);
  const asked = await agent("coder").ask({ cmd: "ask", question: "tea?", to: "hm1nd", options: ["yes", "no"] });
  agentVerbs.ask.response.strict().parse({ id: asked["id"], duplicate: asked["duplicate"] });
  assert.partialDeepStrictEqual(told(core, "manager"), [
    { event: "question_asked", id: asked["id"], asker: "coder", options: ["yes", "no"] },
  ]);
  const answer = { cmd: "answer", id: asked["id"], answer: "yes, with milk" };
  assert.deepEqual(await agent("manager").ask(answer), { version: 1, ok: true });
  const got = (await agent("coder").ask({ cmd: "recv", wait_seconds: 5, max: 32 }))["messages"] as DeliveredMessage[];
  const [event] = got.filter(({ message }) => message.body.includes("question_answered"));
  assert.partialDeepStrictEqual(JSON.parse(event?.message.body ?? "{}"), {
    question: "tea?",
    answer: "yes, with milk",
    answerer: "manager",
  });
  assert.equal((await agent("manager").ask(answer)).code, "already_decided");
});

test("who asks is the socket and nothing that is sent", async (t) => {
  const { agent, core } = await startStage(t);
  await agent("coder").ask({ cmd: "ask", question: "tea?", asker: "manager", from: "operator" });
  const loose = (await agent("coder").ask({ cmd: "get_loose_ends" }))["loose_ends"] as LooseEnd[];
  assert.partialDeepStrictEqual(loose, [{ kind: "question", asker: "coder", target: "operator", question: "tea?" }]);
  assert.deepEqual(told(core, "operator"), []);
});

test("every refusal of a question comes with its code, and leaves nothing behind", async (t) => {
  const { agent, core } = await startStage(t);
  await core.agents.spawn("narrow", { network: "none", send_to: ["manager"] });
  const [coder, narrow] = [agent("coder"), agent("narrow")];
  const mine = (await coder.ask({ cmd: "ask", question: "to the operator" }))["id"];
  const cases: [typeof coder, object, string, RegExp][] = [
    [coder, { cmd: "ask", question: "me?", to: "coder" }, "bad_request", /which is you/],
    [coder, { cmd: "ask", question: "all?", to: "*" }, "bad_request", /expected one agent/],
    [coder, { cmd: "ask", question: "who?", to: "managr" }, "unknown_recipient", /did you mean manager/],
    [narrow, { cmd: "ask", question: "you?", to: "coder" }, "forbidden", /`send_to`/],
    [coder, { cmd: "ask", question: "multi?", multi: true }, "bad_request", /`multi`/],
    [coder, { cmd: "ask", question: "  " }, "bad_request", /`question`/],
    [coder, { cmd: "ask", question: "x".repeat(4001) }, "bad_request", /`question`/],
    [coder, { cmd: "ask", question: "x", options: Array(21).fill("o") }, "bad_request", /`options`/],
    [coder, { cmd: "ask", question: "x", options: ["o".repeat(201)] }, "bad_request", /`options/],
    [coder, { cmd: "ask", question: "x", ttl_seconds: 0 }, "bad_request", /`ttl_seconds`/],
    [coder, { cmd: "ask", question: "x", ttl_seconds: 21_601 }, "bad_request", /`ttl_seconds`/],
    [coder, { cmd: "answer", id: mine, answer: "myself" }, "forbidden", /asked of the operator/],
    [narrow, { cmd: "answer", id: mine, answer: "for them" }, "forbidden", /asked of the operator/],
    [coder, { cmd: "answer", id: 999, answer: "x" }, "not_found", /no question 999/],
    [coder, { cmd: "answer", id: mine, answer: " " }, "bad_request", /`answer`/],
    [coder, { cmd: "answer", id: mine, answer: "x".repeat(8001) }, "bad_request", /`answer`/],
    [narrow, { cmd: "cancel_loose_end", kind: "question", id: mine }, "not_found", /no question/],
    [coder, { cmd: "cancel_loose_end", kind: "approval", id: 1 }, "bad_request", /`kind`/],
  ];
  for (const [client, line, code, message] of cases) {
    const answer = await client.ask(line);
    assert.deepEqual([answer.ok, answer.code], [false, code], JSON.stringify(line).slice(0, 90));
    assert.match(answer.error ?? "", message);
  }
  const loose = (await agent("manager").ask({ cmd: "get_loose_ends" }))["loose_ends"] as LooseEnd[];
  assert.deepEqual(
    loose.map(({ id }) => id),
    [mine],
  );
});

test("the 26th open question is one too many", async (t) => {
  const coder = (await startStage(t)).agent("coder");
  for (let n = 0; n < 25; n += 1) await coder.ask({ cmd: "ask", question: "again?", key: String(n) });
  assert.equal((await coder.ask({ cmd: "ask", question: "again?" })).code, "too_many");
  assert.deepEqual(await coder.ask({ cmd: "ask", question: "again?", key: "0" }), {
    version: 1,
    ok: true,
    id: 1,
    duplicate: true,
  });
  assert.equal((await coder.ask({ cmd: "ask", question: "other?", key: "0" })).code, "key_reused");
});

test("a question whose time is over ends by the watchdog, and its asker hears of it", async (t) => {
  const { agent, core } = await startStage(t);
  const { id } = await agent("coder").ask({ cmd: "ask", question: "quick?", ttl_seconds: 1 });
  await until(() => told(core, "coder").length > 0, "the end of a question");
  assert.partialDeepStrictEqual(told(core, "coder"), [{ id, answer: "[expired]", answerer: "ttl-watchdog" }]);
});

test("an agent sees and takes back its own loose ends, the manager everyone's", async (t) => {
  const { agent, core } = await startStage(t);
  await core.agents.spawn("tester", { network: "none" });
  const [coder, tester, manager] = [agent("coder"), agent("tester"), agent("manager")];
  const seen = async (client: typeof coder) =>
    ((await client.ask({ cmd: "get_loose_ends" }))["loose_ends"] as LooseEnd[]).map(({ kind, id }) => `${kind} ${id}`);
  await coder.ask({ cmd: "ask", question: "peer?", to: "tester" });
  await coder.ask({ cmd: "ask", question: "operator?" });
  await coder.ask({ cmd: "remind", message: "look", delay_seconds: 600 });
  await tester.ask({ cmd: "remind", message: "look", delay_seconds: 600 });
  assert.deepEqual(await seen(coder), ["question 1", "question 2", "reminder 1"]);
  assert.deepEqual(await seen(tester), ["question 1", "reminder 2"]);
  assert.deepEqual(await seen(manager), ["question 1", "question 2", "reminder 1", "reminder 2"]);
  const cancel = (client: typeof coder, kind: string, id: number) => client.ask({ cmd: "cancel_loose_end", kind, id });
  assert.equal((await cancel(tester, "question", 1)).code, "forbidden");
  assert.equal((await cancel(tester, "question", 2)).code, "not_found");
  assert.equal((await cancel(tester, "reminder", 1)).code, "not_found");
  assert.equal((await cancel(coder, "question", 1)).ok, true);
  assert.equal((await cancel(coder, "question", 1)).code, "already_decided");
  assert.equal((await cancel(manager, "question", 2)).ok, true);
  assert.equal((await cancel(manager, "reminder", 1)).ok, true);
  assert.equal((await cancel(coder, "reminder", 1)).code, "not_found");
  assert.deepEqual(
    told(core, "coder").map((event) => "answer" in event && event.answer),
    ["[cancelled by coder]", "[cancelled by manager]"],
  );
  assert.deepEqual(await seen(manager), ["reminder 2"]);
});

test("a reminder counts where agents are shown until it is delivered to its owner", async (t) => {
  const { agent, core } = await startStage(t);
  const coder = agent("coder");
  const at = secondsNow() + 600;
  assert.deepEqual(await coder.ask({ cmd: "remind", message: "later", at }), {
    version: 1,
    ok: true,
    id: 1,
    due_at: at * 1000,
    duplicate: false,
  });
  assert.equal((await coder.ask({ cmd: "count_pending_reminders" }))["count"], 1);
  assert.equal(core.agents.view("coder").pending_reminders, 1);
  await coder.ask({ cmd: "remind", message: "now", at: 1 });
  await until(() => core.broker.recent("coder", 10).some(({ from }) => from === "reminder"), "the reminder");
  assert.equal(core.agents.view("coder").pending_reminders, 1);
});

test("a reminder with a path is written into the agent's own folder", async (t) => {
  const { agent, core, config } = await startStage(t);
  await agent("coder").ask({ cmd: "remind", message: "the plan", at: 1, file_path: "/state/plans/next.md" });
  await until(() => core.broker.recent("coder", 10).some(({ from }) => from === "reminder"), "the reminder");
  const { state } = agentPaths(config, toAgentName("coder"));
  assert.equal(readFileSync(join(state, "plans", "next.md"), "utf8"), "the plan");
});

test("a reminder does not leave the agent's folders by a link that the agent laid", async (t) => {
  const { agent, core, config } = await startStage(t);
  symlinkSync(config.stateDir, join(agentPaths(config, toAgentName("coder")).state, "up"));
  await agent("coder").ask({ cmd: "remind", message: "evil", at: 1, file_path: "/state/up/hive.md" });
  const failures = async () =>
    ((await agent("coder").ask({ cmd: "get_loose_ends" }))["loose_ends"] as { failure?: string }[])[0]?.failure;
  let failure: string | undefined;
  while (failure === undefined) failure = await failures();
  assert.match(failure, /\/state\/up\/hive\.md cannot be written: a part of the path is a symbolic link/);
  assert.equal(existsSync(join(config.stateDir, "hive.md")), false);
  assert.equal(core.agents.view("coder").pending_reminders, 1);
});

test("every refusal of a reminder comes with its code", async (t) => {
  const coder = (await startStage(t)).agent("coder");
  const remind = (over: object) => coder.ask({ cmd: "remind", message: "look", ...over });
  for (const [over, message] of [
    [{}, /expected `delay_seconds` or `at`, got neither/],
    [{ delay_seconds: 1, at: 1 }, /either `delay_seconds` or `at`, got both/],
    [{ delay_seconds: 0 }, /`delay_seconds`/],
    [{ at: 1_800_000_000_000 }, /not milliseconds/],
    [{ delay_seconds: 1, message: "x".repeat(20_001) }, /`message`/],
    [{ delay_seconds: 1, message: "" }, /`message`/],
    ...["notes.md", "/etc/x", "/state", "/state/../x", "/state//x", "/state/a\0b", "/agents/coder/config/x"].map(
      (path) => [{ delay_seconds: 1, file_path: path }, /`file_path`/] as const,
    ),
  ] as const) {
    const answer = await remind(over);
    assert.deepEqual([answer.ok, answer.code], [false, "bad_request"], JSON.stringify(over).slice(0, 90));
    assert.match(answer.error ?? "", message);
  }
  for (let n = 0; n < 50; n += 1) await remind({ delay_seconds: 600, key: String(n) });
  assert.equal((await remind({ delay_seconds: 600 })).code, "too_many");
  assert.equal((await remind({ delay_seconds: 600, key: "7" }))["duplicate"], true);
  assert.equal((await remind({ delay_seconds: 601, key: "7" })).code, "key_reused");
});
