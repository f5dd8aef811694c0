import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { agentPort, stateSnapshotSchema, toAgentName, type AgentName, type DashboardEvent } from "@hyperhive/wire";
import { agentPaths } from "../agents/agent-paths.ts";
import { startPages } from "./pages.test-support.ts";

const [one, other] = twoOnOnePort();
const WORDS = (name: AgentName, taken: AgentName) =>
  `port ${agentPort(name)} already taken by ${taken} — rename one of them`;

function twoOnOnePort(): [AgentName, AgentName] {
  const seen = new Map<number, AgentName>();
  for (let number = 0; ; number += 1) {
    const name = toAgentName(`a${number}`);
    const earlier = seen.get(agentPort(name));
    if (earlier !== undefined) return [earlier, name];
    seen.set(agentPort(name), name);
  }
}

/** What became of the actions on an agent that are over. */
function ends(heard: readonly DashboardEvent[], name: string): (string | undefined)[] {
  return heard.flatMap((event) => (event.kind === "transient_cleared" && event.name === name ? [event.error] : []));
}

test("a name whose port is taken is refused when it is asked for, and nothing waits", async (t) => {
  const { core, post, get } = await startPages(t);
  await core.agents.spawn(one);
  const refused = await post("request-spawn", { name: other });
  assert.deepEqual(refused, { status: 409, ok: false, code: "port_taken", error: WORDS(other, one) });
  assert.deepEqual(core.approvals.pending(), []);
  assert.deepEqual((await get("api/state"))["port_conflicts"], []);
});

test("a name whose port was taken before it was approved fails with the words, in the approval and at the agent", async (t) => {
  const { core, post, untilBuilt, view } = await startPages(t);
  const { approval_id } = await post("request-spawn", { name: other });
  await core.agents.spawn(one);
  const heard: DashboardEvent[] = [];
  core.hub.subscribe((event) => heard.push(event));
  await post(`approve/${String(approval_id)}`);
  const build = await untilBuilt(Number(approval_id));
  assert.deepEqual([build.state, build.note], ["failed", WORDS(other, one)]);
  assert.deepEqual([view(1).status, view(1).note], ["failed", WORDS(other, one)]);
  assert.deepEqual(ends(heard, other), [WORDS(other, one)]);
  assert.equal(core.agents.names().includes(other), false);
});

test("agents that share a port are told as a conflict, and a rebuild of either says whom to rename", async (t) => {
  const stage = await startPages(t);
  await stage.core.agents.spawn(one);
  await stage.core.agents.spawn("calm");
  await stage.core.stop();
  const { config } = stage;
  // As a hive of an earlier version may have it, which did not look.
  using database = new DatabaseSync(join(config.stateDir, "hive.sqlite"));
  database.prepare("insert into agents (name, wanted, created_at) values (?, 'stopped', 1)").run(other);
  const [from, to] = [agentPaths(config, one), agentPaths(config, other)];
  cpSync(from.root, to.root, { recursive: true });
  const core = await stage.start();
  const login = await fetch(core.loginLink().url, { redirect: "manual" });
  const cookie = (login.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
  const headers = { cookie, origin: core.url.slice(0, -1), "content-type": "application/json" };
  const state = stateSnapshotSchema.parse(await (await fetch(`${core.url}api/state`, { headers })).json());
  assert.deepEqual(state.port_conflicts, [{ port: agentPort(one), agents: [one, other].toSorted() }]);
  const heard: DashboardEvent[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  core.hub.subscribe((event) => {
    heard.push(event);
    if (event.kind === "build_changed" && event.build.id === 2 && event.build.ended_at !== undefined) resolve();
  });
  for (const name of [one, other])
    await fetch(`${core.url}rebuild`, { method: "POST", headers, body: JSON.stringify({ name }) });
  await promise;
  for (const [id, name, taken] of [
    [1, one, other],
    [2, other, one],
  ] as const) {
    const { state: ending, note } = core.builds.find(id);
    assert.deepEqual([ending, note], ["failed", WORDS(name, taken)]);
    assert.deepEqual(ends(heard, name), [WORDS(name, taken)]);
  }
  assert.equal(core.agents.view(one).running, true, "who ran goes on");
});
