import assert from "node:assert/strict";
import { test } from "node:test";
import { toAgentName } from "@hyperhive/wire";
import { startDeployStage, type DeployStage } from "../../deploy/deploy-stage.test-support.ts";
import { until } from "../../lifecycle/lifecycle.test-support.ts";
import type { Answer, RawClient } from "../raw-client.test-support.ts";

// What an existing desktop client sends and reads, written out by hand: our own schemas could change with us.

type Row = Readonly<Record<string, unknown>>;

const BARE_OK = { version: 1, ok: true };
const BOOLEANS = ["running", "failed", "needs_update", "needs_login", "paused"];
const STATUS_KEYS = ["name", ...BOOLEANS, "pending_reminders"];
const STATUS_OPTIONAL = ["parent", "deployed_sha", "active_model", "status_text", "status_set_at", "url"];
const APPROVAL_KEYS = ["id", "agent", "kind", "commit_ref", "requested_at", "status"];
const APPROVAL_OPTIONAL = ["fetched_sha", "resolved_at", "note", "description"];
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

test("list answers with bare names", async (t) => {
  const { host } = await startDeployStage(t);
  assert.deepEqual(await host().ask('{"cmd":"list"}'), { ...BARE_OK, agents: ["manager", "coder"] });
});

test("agent_status answers with one row per agent that has exactly the known keys", async (t) => {
  const { host } = await startDeployStage(t);
  const answer = await host().ask('{"cmd":"agent_status"}');
  assert.deepEqual(Object.keys(answer).toSorted(), ["agent_statuses", "ok", "version"]);
  const rows = statusesIn(answer);
  assert.deepEqual(
    rows.map(({ name }) => name),
    ["manager", "coder"],
  );
  for (const row of rows) {
    checkStatus(row);
    assert.match(String(row["deployed_sha"]), /^[0-9a-f]{12}$/);
    assert.equal("status_text" in row || "status_set_at" in row, false, "there is no text, so no time of it");
  }
});

test("a status text comes with its time, and both go together", async (t) => {
  const { host, agent } = await startDeployStage(t);
  await agent("coder").ask({ cmd: "set_status", text: "reading" });
  const told = statusesIn(await host().ask('{"cmd":"agent_status"}'))[1] ?? {};
  checkStatus(told);
  assert.equal(told["status_text"], "reading");
  assert.match(String(told["status_set_at"]), RFC_3339);
  await agent("coder").ask({ cmd: "set_status", text: "" });
  const cleared = statusesIn(await host().ask('{"cmd":"agent_status"}'))[1] ?? {};
  assert.equal("status_text" in cleared || "status_set_at" in cleared, false);
});

test("subscribe_agent_status answers a bare ok, then one response with one row per changed agent", async (t) => {
  const { host, agent } = await startDeployStage(t);
  const subscriber = host();
  assert.deepEqual(await subscriber.ask('{"cmd":"subscribe_agent_status"}'), BARE_OK);
  await host().ask('{"cmd":"set_paused","name":"coder","paused":true}');
  assert.deepEqual(await nextChange(subscriber), ["coder", true]);
  await host().ask('{"cmd":"set_paused","name":"manager","paused":true}');
  assert.deepEqual(await nextChange(subscriber), ["manager", true]);
  // What no row shows is no change.
  await agent("manager").ask({ cmd: "send", to: "coder", body: "hello" });
  await host().ask('{"cmd":"set_paused","name":"coder","paused":false}');
  assert.deepEqual(await nextChange(subscriber), ["coder", false]);
});

test("set_paused holds an agent and lets it go on", async (t) => {
  const { host, core } = await startDeployStage(t);
  const client = host();
  for (const paused of [true, false]) {
    assert.deepEqual(await client.ask(`{"cmd":"set_paused","name":"coder","paused":${paused}}`), BARE_OK);
    assert.equal(core.agents.view("coder").paused, paused);
  }
});

test("stop, start and restart do to whom the scope names and to nobody else", async (t) => {
  const { host, core, runtime } = await startDeployStage(t);
  const client = host();
  for (const graceful of [true, false]) {
    const stop = `{"cmd":"stop","scope":{"agent_names":["coder"]},"graceful":${graceful}}`;
    assert.partialDeepStrictEqual(await client.ask(stop), BARE_OK);
    assert.deepEqual([core.agents.view("coder").running, core.agents.view("manager").running], [false, true]);
    assert.partialDeepStrictEqual(await client.ask('{"cmd":"start","scope":{"agent_names":["coder"]}}'), BARE_OK);
    assert.equal(core.agents.view("coder").running, true);
  }
  runtime.calls.length = 0;
  assert.deepEqual(await client.ask('{"cmd":"restart","name":"coder"}'), BARE_OK);
  assert.deepEqual(runtime.calls, ["stop h-coder", "start h-coder"]);
});

test("an empty scope is an error and not everybody", async (t) => {
  const { host, core, runtime } = await startDeployStage(t);
  const client = host();
  runtime.calls.length = 0;
  for (const scope of ["{}", '{"agent_names":[]}', '{"agent_names":[],"all":false,"manager":false}'])
    for (const verb of [`"cmd":"start"`, `"cmd":"stop","graceful":true`])
      checkError(await client.ask(`{${verb},"scope":${scope}}`), "bad_request");
  assert.deepEqual([runtime.calls, core.agents.view("coder").running], [[], true]);
});

test("urls tells the places that there are, under the known names only", async (t) => {
  const { host, core } = await startDeployStage(t);
  const answer = await host().ask('{"cmd":"urls"}');
  assert.deepEqual(Object.keys(answer).toSorted(), ["ok", "urls", "version"]);
  const urls = answer["urls"] as Row;
  for (const [key, url] of Object.entries(urls)) {
    assert.ok(["domain", "home", "forge", "matrix"].includes(key), key);
    assert.equal(typeof url, "string");
  }
  assert.equal(urls["home"], core.url);
});

test("pending lists what waits in rows that have exactly the known keys, and nothing when nothing waits", async (t) => {
  const { host, core, commit, submit } = await startDeployStage(t);
  const client = host();
  assert.deepEqual(await client.ask('{"cmd":"pending"}'), { ...BARE_OK, approvals: [] });
  const sha = commit("coder", { "agent.yaml": "model: opus\n" });
  await submit("coder", sha.slice(0, 8), "a better model");
  await submit("manager", commit("manager", { "agent.yaml": "model: opus\n" }));
  await core.approvals.requestSpawn("manager", { name: toAgentName("tester") });
  const answer = await client.ask('{"cmd":"pending"}');
  assert.deepEqual(Object.keys(answer).toSorted(), ["approvals", "ok", "version"]);
  const rows = answer["approvals"] as Row[];
  for (const row of rows) checkApproval(row);
  assert.partialDeepStrictEqual(rows, [
    { id: 1, agent: "coder", kind: "apply_commit", commit_ref: sha.slice(0, 8), fetched_sha: sha, status: "pending" },
    { id: 2, agent: "manager", kind: "apply_commit" },
    { id: 3, agent: "tester", kind: "spawn" },
  ]);
  assert.deepEqual(
    rows.map((row) => "description" in row),
    [true, false, false],
  );
  assert.equal("fetched_sha" in (rows[2] ?? {}), false, "a spawn has no commit");
});

test("approve and deny answer a bare ok, take effect, and are refused the second time", async (t) => {
  const stage = await startDeployStage(t);
  const client = stage.host();
  const ids = await threeProposals(stage);
  assert.deepEqual(await client.ask(`{"cmd":"approve","id":${ids[0]}}`), BARE_OK);
  assert.deepEqual(await client.ask(`{"cmd":"deny","id":${ids[1]},"note":"too dear"}`), BARE_OK);
  assert.deepEqual(await client.ask(`{"cmd":"deny","id":${ids[2]}}`), BARE_OK);
  assert.deepEqual(await client.ask('{"cmd":"pending"}'), { ...BARE_OK, approvals: [] });
  await until(() => stage.view(ids[0] ?? 0).stage === "deployed", "the approved one to be deployed");
  assert.deepEqual(
    ids.slice(1).map((id) => [stage.view(id).status, stage.view(id).note]),
    [
      ["denied", "too dear"],
      ["denied", undefined],
    ],
  );
  for (const id of ids)
    for (const verb of ["approve", "deny"])
      checkError(await client.ask(`{"cmd":"${verb}","id":${id}}`), "already_decided");
  for (const verb of ["approve", "deny"]) checkError(await client.ask(`{"cmd":"${verb}","id":99}`), "not_found");
});

test("every error has the one envelope, and the connection goes on", async (t) => {
  const { host } = await startDeployStage(t);
  const client = host();
  checkError(await client.ask('{"cmd":"no_such_verb"}'), "unknown_command");
  checkError(await client.ask('{"cmd":"restart","name":"nobody"}'), "unknown_agent");
  checkError(await client.ask('{"cmd":"restart"}'), "bad_request");
  checkError(await client.ask('{"cmd":"set_paused","name":"coder","paused":"yes"}'), "bad_request");
  checkError(await client.ask('{"cmd":"approve","id":"1"}'), "bad_request");
  checkError(await client.ask("{"), "bad_json");
  assert.equal((await client.ask('{"cmd":"list","unknown":{"key":1}}')).ok, true, "unknown keys are ignored");
});

async function threeProposals({ commit, submit, core }: DeployStage): Promise<number[]> {
  const one = await submit("coder", commit("coder", { "agent.yaml": "model: opus\n" }));
  const two = await submit("manager", commit("manager", { "agent.yaml": "model: opus\n" }));
  const three = await core.approvals.requestSpawn("manager", { name: toAgentName("tester") });
  return [one.id, two.id, three.id];
}

async function nextChange(subscriber: RawClient): Promise<[unknown, unknown]> {
  const answer = await subscriber.next();
  assert.ok(answer !== undefined);
  assert.deepEqual(Object.keys(answer).toSorted(), ["agent_statuses", "ok", "version"]);
  assert.deepEqual([answer.version, answer.ok], [1, true]);
  const [row = {}, ...others] = statusesIn(answer);
  assert.equal(others.length, 0, "a one-row list");
  checkStatus(row);
  return [row["name"], row["paused"]];
}

function statusesIn(answer: Answer): Row[] {
  return answer["agent_statuses"] as Row[];
}

function checkStatus(row: Row): void {
  checkKeys(row, STATUS_KEYS, STATUS_OPTIONAL);
  for (const key of BOOLEANS) assert.equal(typeof row[key], "boolean", key);
  assert.equal(typeof row["pending_reminders"], "number");
}

function checkApproval(row: Row): void {
  checkKeys(row, APPROVAL_KEYS, APPROVAL_OPTIONAL);
  for (const key of ["id", "requested_at"]) assert.ok(Number.isInteger(row[key]), key);
  for (const key of ["agent", "kind", "commit_ref", "status"]) assert.equal(typeof row[key], "string", key);
}

function checkKeys(row: Row, required: readonly string[], optional: readonly string[]): void {
  for (const key of required) assert.ok(key in row, `${key} is missing`);
  for (const [key, value] of Object.entries(row)) {
    assert.ok(required.includes(key) || optional.includes(key), `${key} is no key of such a row`);
    assert.notEqual(value, null, `${key} is null`);
  }
}

function checkError(answer: Answer, code: string): void {
  assert.deepEqual(Object.keys(answer).toSorted(), ["code", "error", "ok", "version"]);
  assert.deepEqual([answer.version, answer.ok, answer.code], [1, false, code]);
  assert.ok((answer.error ?? "").length > 0);
}
