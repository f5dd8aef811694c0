import assert from "node:assert/strict";
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { stateSnapshotSchema, toAgentName, type DashboardEvent, type StateSnapshot } from "@hyperhive/wire";
import { agentPaths } from "../agents/agent-paths.ts";
import { git } from "../deploy/deploy-stage.test-support.ts";
import { until } from "../lifecycle/lifecycle.test-support.ts";
import { startPages } from "./pages.test-support.ts";

type Pages = Awaited<ReturnType<typeof startPages>>;

const DONE = { status: 200, ok: true };
/** What a time may be off, in ms: the lock holds whole seconds. */
const A_SECOND = 1_000;
const coder = toAgentName("coder");

async function snapshot({ get }: Pages): Promise<StateSnapshot> {
  const { status: _status, ...answer } = await get("api/state");
  return stateSnapshotSchema.parse(answer);
}

/** Everything that the dashboard hears from now on. */
function listen({ core }: Pages): DashboardEvent[] {
  const heard: DashboardEvent[] = [];
  core.hub.subscribe((event) => heard.push(event));
  return heard;
}

function tombstoneEvents(heard: readonly DashboardEvent[]) {
  return heard.flatMap((event) => {
    if (event.kind === "tombstone_removed") return [`removed ${event.name}`];
    if (event.kind !== "tombstone_changed") return [];
    const { name, size } = event.tombstone;
    return [`changed ${name}${size === undefined ? "" : " with its size"}`];
  });
}

test("a destroyed agent is a tombstone with size, age and log-in, and none once it is revived", async (t) => {
  const begun = Date.now();
  const pages = await startPages(t);
  const paths = agentPaths(pages.config, coder);
  writeFileSync(join(paths.state, "notes.md"), "x".repeat(100_000));
  writeFileSync(paths.credentials, "{}");
  const before = (await snapshot(pages)).tombstones;
  assert.deepEqual(before, [], "a live agent is none");
  const heard = listen(pages);
  assert.deepEqual(await pages.post("destroy", { name: "coder" }), DONE);
  await until(() => tombstoneEvents(heard).length >= 2, "the size of what is left");
  assert.deepEqual(tombstoneEvents(heard), ["changed coder", "changed coder with its size"]);
  const [left] = (await snapshot(pages)).tombstones;
  assert.ok(left !== undefined && (left.size ?? 0) > 100_000 && (left.size ?? 0) < 2_000_000, `${left?.size}`);
  assert.equal(left.has_credentials, true);
  assert.ok(left.last_modified >= begun - A_SECOND && left.last_modified <= Date.now() + A_SECOND);
  const { approval_id } = await pages.post("request-spawn", { name: "coder" });
  assert.equal((await snapshot(pages)).tombstones.length, 1, "it only waits for the decision");
  await pages.post(`approve/${String(approval_id)}`);
  assert.equal((await pages.untilBuilt(Number(approval_id))).state, "done");
  assert.deepEqual((await snapshot(pages)).tombstones, []);
  assert.equal(tombstoneEvents(heard).at(-1), "removed coder");
  assert.equal(existsSync(paths.credentials), true, "it came back with its log-in");
});

test("a revival that fails leaves the tombstone as it was", async (t) => {
  const pages = await startPages(t);
  await pages.post("destroy", { name: "coder" });
  const heard = listen(pages);
  const { approval_id } = await pages.post("request-spawn", { name: "coder" });
  pages.runtime.refusals.push("no tun on this host");
  await pages.post(`approve/${String(approval_id)}`);
  assert.equal((await pages.untilBuilt(Number(approval_id))).state, "failed");
  await until(() => tombstoneEvents(heard).at(-1) === "changed coder with its size", "the tombstone to be told again");
  assert.deepEqual(
    (await snapshot(pages)).tombstones.map(({ name }) => name),
    ["coder"],
  );
});

test("a log-in that is only a link to somebody else's is none, and what links lead to is not counted", async (t) => {
  const pages = await startPages(t);
  const paths = agentPaths(pages.config, coder);
  const big = join(pages.config.stateDir, "shared", "big");
  writeFileSync(big, "x".repeat(3_000_000));
  symlinkSync(big, paths.credentials);
  symlinkSync(join(pages.config.stateDir, "shared"), join(paths.state, "shared"));
  const heard = listen(pages);
  await pages.post("destroy", { name: "coder" });
  await until(() => tombstoneEvents(heard).length >= 2, "the size of what is left");
  const [left] = (await snapshot(pages)).tombstones;
  assert.equal(left?.has_credentials, false);
  assert.ok((left?.size ?? Infinity) < 2_000_000);
});

test("files of an agent that the hive has no record of are a tombstone too, also when only its repository is left", async (t) => {
  const pages = await startPages(t);
  mkdirSync(join(pages.config.stateDir, "agents", "older", "state"), { recursive: true });
  mkdirSync(join(pages.config.stateDir, "applied", "lost"));
  mkdirSync(join(pages.config.stateDir, "agents", "No Agent"));
  writeFileSync(join(pages.config.stateDir, "agents", "file"), "");
  const { tombstones } = await snapshot(pages);
  assert.deepEqual(
    tombstones.map(({ name }) => name),
    ["lost", "older"],
  );
  for (const name of ["older", "lost"]) assert.deepEqual(await pages.post(`purge-tombstone/${name}`), DONE);
  assert.deepEqual((await snapshot(pages)).tombstones, []);
});

test("a purge deletes what is left, once, and tells it", async (t) => {
  const pages = await startPages(t);
  const { root, applied } = agentPaths(pages.config, coder);
  await pages.post("destroy", { name: "coder" });
  const heard = listen(pages);
  assert.deepEqual(await pages.post("purge-tombstone/coder"), DONE);
  assert.deepEqual([existsSync(root), existsSync(applied)], [false, false]);
  await until(() => tombstoneEvents(heard).at(-1) === "removed coder", "the end of the tombstone");
  assert.deepEqual((await snapshot(pages)).tombstones, []);
  assert.partialDeepStrictEqual(await pages.post("purge-tombstone/coder"), { status: 404, code: "unknown_agent" });
  assert.partialDeepStrictEqual(pages.told().at(-1), { event: "destroyed", agent: "coder", purged: true });
});

test("no living agent is purged, nor one that is just coming back", async (t) => {
  const pages = await startPages(t);
  const { root } = agentPaths(pages.config, coder);
  const refused = await pages.post("purge-tombstone/coder");
  assert.partialDeepStrictEqual(refused, { status: 409, code: "agent_exists" });
  assert.match(String(refused["error"]), /coder is in the hive/);
  assert.partialDeepStrictEqual(await pages.post("purge-tombstone/hm1nd"), { status: 403, code: "forbidden" });
  assert.partialDeepStrictEqual(await pages.post("purge-tombstone/..%2Fcoder"), { status: 404, code: "unknown_agent" });
  assert.partialDeepStrictEqual(await pages.post("purge-tombstone/nobody"), { status: 404, code: "unknown_agent" });
  assert.equal(existsSync(root), true);
  await pages.post("destroy", { name: "coder" });
  const { promise, resolve } = Promise.withResolvers<void>();
  pages.runtime.gate = promise;
  const spawning = pages.core.agents.spawn("coder");
  await until(() => pages.runtime.calls.at(-1) === "start h-coder", "the spawn to begin");
  assert.partialDeepStrictEqual(await pages.post("purge-tombstone/coder"), { status: 409, code: "agent_exists" });
  resolve();
  await spawning;
  assert.deepEqual(pages.core.agents.names(), ["manager", "coder"]);
  assert.equal(existsSync(root), true);
});

test("the snapshot shows the lock: hyperhive first, then the agents by name", async (t) => {
  const begun = Date.now();
  const pages = await startPages(t);
  await pages.core.agents.spawn("alpha");
  const { meta_inputs, hive } = await snapshot(pages);
  assert.deepEqual(
    meta_inputs.map(({ name, url }) => [name, url]),
    [
      ["hyperhive", undefined],
      ["agent-alpha", "applied/alpha"],
      ["agent-coder", "applied/coder"],
      ["agent-manager", "applied/manager"],
    ],
  );
  assert.equal(meta_inputs[0]?.rev, hive.rev);
  const main = git(pages.applied("coder"), "rev-parse", "main");
  assert.equal(meta_inputs[2]?.rev, main.slice(0, 12));
  for (const { last_modified: at } of meta_inputs) assert.ok(at >= begun - A_SECOND && at <= Date.now() + A_SECOND);
});

test("each change of the lock is told whole, and a deploy that changes none is not", async (t) => {
  const pages = await startPages(t);
  const heard = listen(pages);
  const told = () => heard.flatMap((event) => (event.kind === "meta_inputs_changed" ? [event.meta_inputs] : []));
  const { id, sha } = await pages.submit("coder", pages.commit("coder", { "agent.yaml": "model: opus\n" }));
  await pages.post(`approve/${id}`);
  await pages.untilBuilt(id);
  assert.equal(told().length, 1);
  assert.equal(told()[0]?.find(({ name }) => name === "agent-coder")?.rev, sha.slice(0, 12));
  await pages.post("rebuild", { name: "coder" });
  await pages.untilBuild(({ kind }) => kind === "rebuild");
  assert.equal(told().length, 1);
  await pages.post("destroy", { name: "coder" });
  assert.deepEqual(
    told()
      .at(-1)
      ?.map(({ name }) => name),
    ["hyperhive", "agent-manager"],
  );
  assert.deepEqual((await snapshot(pages)).meta_inputs, told().at(-1));
});

test("updating hyperhive rebuilds all agents, updating an agent only that one, one after another", async (t) => {
  const pages = await startPages(t);
  await pages.core.agents.spawn("alpha");
  const one = await pages.post("meta-update", { inputs: "agent-coder" });
  assert.deepEqual(one, { ...DONE, build_ids: [1] });
  assert.partialDeepStrictEqual(await pages.untilBuild(({ id }) => id === 1), { agent: "coder", state: "done" });
  const heard = listen(pages);
  const all = await pages.post("meta-update", { inputs: " hyperhive , agent-coder," });
  assert.deepEqual(all, { ...DONE, build_ids: [2, 3, 4] });
  await pages.untilBuild(({ id }) => id === 4);
  const steps = heard.flatMap((event) => (event.kind === "build_changed" ? [event.build] : []));
  assert.deepEqual(
    steps.filter(({ state }) => state !== "queued").map(({ agent, state }) => `${agent} ${state}`),
    ["manager running", "manager done", "alpha running", "alpha done", "coder running", "coder done"],
  );
});

test("updating an entry makes the lock say what applied says", async (t) => {
  const pages = await startPages(t);
  const { applied } = pages;
  const tree = git(applied("coder"), "rev-parse", "main^{tree}");
  const main = git(applied("coder"), "commit-tree", tree, "-p", "main", "-m", "by hand");
  git(applied("coder"), "update-ref", "refs/heads/main", main);
  const heard = listen(pages);
  await pages.post("meta-update", { inputs: "agent-coder" });
  await pages.untilBuild(({ agent }) => agent === "coder");
  await until(() => heard.some(({ kind }) => kind === "meta_inputs_changed"), "the lock to change");
  const entry = (await snapshot(pages)).meta_inputs.find(({ name }) => name === "agent-coder");
  assert.equal(entry?.rev, main.slice(0, 12));
});

test("an update of what is not in the lock is refused with what is, and nothing is queued", async (t) => {
  const pages = await startPages(t);
  const refused = await pages.post("meta-update", { inputs: "agent-coder,agent-nobody" });
  assert.partialDeepStrictEqual(refused, { status: 404, code: "not_found" });
  assert.match(String(refused["error"]), /"agent-nobody".*hyperhive, agent-coder, agent-manager/);
  for (const body of [{ inputs: "" }, { inputs: " , " }, { inputs: ["hyperhive"] }, {}])
    assert.partialDeepStrictEqual(await pages.post("meta-update", body), { status: 400, code: "bad_request" });
  assert.deepEqual(pages.core.builds.newest(10), []);
});

test("a rebuild that waits already is not doubled", async (t) => {
  const pages = await startPages(t);
  pages.runtime.nextBuilds.push({ hangs: true });
  await pages.post("rebuild", { name: "manager" });
  await until(() => pages.runtime.building === 1, "the first build to run");
  const first = await pages.post("meta-update", { inputs: "agent-coder" });
  const again = await pages.post("meta-update", { inputs: "hyperhive" });
  assert.deepEqual([first["build_ids"], again["build_ids"]], [[2], [3, 2]], "the one that runs may be out of date");
  assert.deepEqual(await pages.post("cancel-build/1"), DONE);
  await pages.untilBuild(({ id }) => id === 3);
});

test("an update of all rebuilds the agents that need one, and no others", async (t) => {
  const pages = await startPages(t);
  assert.deepEqual(await pages.post("update-all"), { ...DONE, build_ids: [] });
  await pages.core.stop();
  const { DatabaseSync } = await import("node:sqlite");
  const database = new DatabaseSync(join(pages.config.stateDir, "hive.sqlite"));
  database.exec("update agents set started_rev = 'older' where name = 'coder'");
  database.close();
  const core = await pages.start();
  const login = await fetch(core.loginLink().url, { redirect: "manual" });
  const cookie = (login.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
  const headers = { cookie, origin: core.url.slice(0, -1) };
  const answer = await fetch(`${core.url}update-all`, { method: "POST", headers });
  assert.deepEqual(await answer.json(), { ok: true, build_ids: [1] });
  assert.equal(core.builds.find(1).agent, "coder");
});

test("without a session or from a foreign page nothing is purged or updated", async (t) => {
  const pages = await startPages(t);
  const { core, cookie, origin, post } = pages;
  await post("destroy", { name: "coder" });
  for (const [path, body] of [
    ["purge-tombstone/coder"],
    ["meta-update", { inputs: "hyperhive" }],
    ["update-all"],
  ] as const) {
    assert.partialDeepStrictEqual(await post(path, body, { origin }), { status: 401, code: "not_logged_in" }, path);
    const foreign = { cookie, origin: "https://evil.example" };
    assert.partialDeepStrictEqual(await post(path, body, foreign), { status: 403, code: "forbidden" }, path);
  }
  assert.equal(existsSync(agentPaths(pages.config, coder).root), true);
  assert.deepEqual(core.builds.newest(10), []);
});
