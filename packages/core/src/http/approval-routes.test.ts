import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { approvalDiffSchema, MAX_DESCRIPTION_LENGTH, stateSnapshotSchema } from "@hyperhive/wire";
import { startPages } from "./pages.test-support.ts";

const OPUS = { "agent.yaml": "model: opus\n" };
const DONE = { status: 200, ok: true };

/** Every write of the routes with a body that would be carried out. */
const WRITES: readonly (readonly [string, object?])[] = [
  ["approve/1"],
  ["deny/1", { note: "no" }],
  ["revise/1", { note: "once more" }],
  ["request-spawn", { name: "tester" }],
  ["rebuild", { name: "coder" }],
  ["destroy", { name: "coder" }],
];

test("an approval is approved from the dashboard, built, and cannot be decided again", async (t) => {
  const { core, commit, submit, post, untilBuilt, view } = await startPages(t);
  const { id } = await submit("coder", commit("coder", OPUS));
  assert.deepEqual(await post(`approve/${id}`), DONE);
  assert.equal((await untilBuilt(id)).state, "done");
  assert.equal(view(id).stage, "deployed");
  for (const [path, body] of [[`approve/${id}`], [`deny/${id}`, {}], [`revise/${id}`, { note: "x" }]] as const)
    assert.partialDeepStrictEqual(await post(path, body), { status: 409, ok: false, code: "already_decided" });
  assert.equal(core.approvals.pending().length, 0);
});

test("an approval is denied with or without a note, and sent back with one", async (t) => {
  const { core, commit, submit, post, view } = await startPages(t);
  for (const model of ["opus", "sonnet", "haiku"])
    await submit("coder", commit("coder", { "agent.yaml": `model: ${model}\n` }));
  assert.deepEqual(await post("deny/1", { note: " too dear " }), DONE);
  assert.deepEqual(await post("deny/2"), DONE);
  assert.deepEqual(await post("revise/3", { note: "sonnet will do" }), DONE);
  assert.deepEqual(
    [1, 2, 3].map((id) => [view(id).status, view(id).note]),
    [
      ["denied", "too dear"],
      ["denied", undefined],
      ["revise", "sonnet will do"],
    ],
  );
  assert.equal(core.builds.newest(10).length, 0);
});

test("a diff is shown against the base that is asked for", async (t) => {
  const { commit, submit, get, post } = await startPages(t);
  const { id, sha } = await submit("coder", commit("coder", OPUS));
  const { status, ...diff } = await get(`api/approval-diff/${id}`);
  const read = approvalDiffSchema.parse(diff);
  assert.deepEqual([status, read.base, read.head_sha], [200, "running", sha]);
  assert.match(read.diff, /\+model: opus/);
  const other = await submit("coder", commit("coder", { "agent.yaml": "model: sonnet\n" }));
  assert.partialDeepStrictEqual(await get(`api/approval-diff/${other.id}?base=previous`), {
    base: "previous",
    base_sha: sha,
  });
  assert.partialDeepStrictEqual(await get(`api/approval-diff/${id}?base=else`), { status: 400, code: "bad_request" });
  await post("request-spawn", { name: "tester" });
  assert.partialDeepStrictEqual(await get("api/approval-diff/3"), { status: 400, code: "bad_request" });
});

test("a spawn, a rebuild and a destroy are asked for by name", async (t) => {
  const { core, config, post, untilBuild } = await startPages(t);
  assert.deepEqual(await post("request-spawn", { name: "tester" }), { ...DONE, approval_id: 1 });
  assert.partialDeepStrictEqual(core.approvals.pending(), [
    { id: 1, agent: "tester", kind: "spawn", requested_by: "operator" },
  ]);
  assert.deepEqual(await post("rebuild", { name: "hm1nd" }), { ...DONE, build_id: 1 });
  assert.partialDeepStrictEqual(await untilBuild(({ id }) => id === 1), { agent: "manager", kind: "rebuild" });
  assert.deepEqual(await post("destroy", { name: "coder" }), DONE);
  assert.deepEqual(core.agents.names(), ["manager"]);
  const root = `${config.stateDir}/agents/coder`;
  assert.equal(existsSync(root), true, "its files stay unless they are purged");
  assert.deepEqual(await post("destroy", { name: "coder", purge: true }), DONE);
  assert.equal(existsSync(root), false);
});

test("what cannot be is refused with its status and leaves everything as it was", async (t) => {
  const { core, commit, submit, get, post } = await startPages(t);
  await submit("coder", commit("coder", OPUS));
  for (const [path, body] of [["approve/9"], ["deny/9", {}], ["revise/9", { note: "x" }]] as const)
    assert.partialDeepStrictEqual(await post(path, body), { status: 404, code: "not_found" }, path);
  assert.partialDeepStrictEqual(await get("api/approval-diff/9"), { status: 404, code: "not_found" });
  const long = "x".repeat(MAX_DESCRIPTION_LENGTH + 1);
  const wrong: readonly (readonly [string, unknown?])[] = [
    ["approve/x"],
    ["approve/1.5"],
    ["deny/1", { note: 7 }],
    ["deny/1", { note: long }],
    ["revise/1", {}],
    ["revise/1", { note: "  " }],
    ["request-spawn", {}],
    ["rebuild", { name: 7 }],
    ["destroy", { name: "coder", purge: "yes" }],
  ];
  for (const [path, body] of wrong)
    assert.partialDeepStrictEqual(
      await post(path, body),
      { status: 400, code: "bad_request" },
      `${path} ${JSON.stringify(body)}`,
    );
  assert.partialDeepStrictEqual(await post("request-spawn", { name: "../x" }), { code: "invalid_name" });
  assert.partialDeepStrictEqual(await post("request-spawn", { name: "coder" }), { code: "agent_exists" });
  assert.partialDeepStrictEqual(await post("request-spawn", { name: "hm1nd" }), { code: "reserved_name" });
  assert.partialDeepStrictEqual(await post("rebuild", { name: "nobody" }), { status: 404, code: "unknown_agent" });
  assert.partialDeepStrictEqual(await post("destroy", { name: "nobody" }), { status: 404, code: "unknown_agent" });
  assert.partialDeepStrictEqual(await post("destroy", { name: "hm1nd", purge: true }), { code: "forbidden" });
  assert.deepEqual(
    core.approvals.pending().map(({ id, stage }) => [id, stage]),
    [[1, "pending"]],
  );
  assert.deepEqual([core.builds.newest(10), core.agents.names()], [[], ["manager", "coder"]]);
});

test("without a session, from a foreign page or under a foreign name nothing is done", async (t) => {
  const { core, commit, submit, get, post, cookie, origin } = await startPages(t);
  await submit("coder", commit("coder", OPUS));
  for (const [path, body] of WRITES) {
    const refused = async (headers: Record<string, string>) => {
      const { status, code } = await post(path, body, headers);
      return [status, code];
    };
    assert.deepEqual(await refused({ origin }), [401, "not_logged_in"], path);
    assert.deepEqual(await refused({ cookie, origin: "https://evil.example" }), [403, "forbidden"], path);
    assert.deepEqual(await refused({ cookie }), [403, "forbidden"], path);
  }
  assert.partialDeepStrictEqual(await get("api/approval-diff/1", {}), { status: 401, code: "not_logged_in" });
  assert.equal(core.approvals.view(1).stage, "pending");
  assert.deepEqual([core.builds.newest(10), core.agents.names()], [[], ["manager", "coder"]]);
  for (const [path] of WRITES.filter(([, body]) => body === undefined))
    assert.equal((await get(path)).status, 404, "a write is no GET");
});

test("the snapshot holds what waits, what was decided, what is built and what is asked", async (t) => {
  const { agent, commit, submit, get, post, untilBuilt } = await startPages(t);
  const [one, two, three] = [
    await submit("coder", commit("coder", OPUS)),
    await submit("manager", commit("manager", OPUS)),
    await submit("coder", commit("coder", { "agent.yaml": "model: sonnet\n" })),
  ];
  await post(`deny/${two.id}`, { note: "no" });
  await post(`approve/${one.id}`);
  await untilBuilt(one.id);
  await agent("coder").ask({ cmd: "ask", question: "tea?" });
  const { status: _status, ...answer } = await get("api/state");
  const state = stateSnapshotSchema.parse(answer);
  assert.partialDeepStrictEqual(state.approvals, [{ id: three.id, stage: "pending", supersedes: [] }]);
  assert.partialDeepStrictEqual(state.approval_history, [
    { id: one.id, stage: "deployed", build_id: 1 },
    { id: two.id, stage: "denied", note: "no" },
  ]);
  assert.partialDeepStrictEqual(state.builds, [{ id: 1, agent: "coder", state: "done", approval_id: one.id }]);
  assert.partialDeepStrictEqual(state.questions, [{ asker: "coder", question: "tea?" }]);
});
