import assert from "node:assert/strict";
import { test } from "node:test";
import { repoChangeSchema, repoHistorySchema } from "@hyperhive/wire";
import { startPages } from "./pages.test-support.ts";

test("history, tags and changes of what was deployed and denied are read, and meta tells of them", async (t) => {
  const { core, commit, submit, get, post, untilBuilt } = await startPages(t);
  const good = await submit("coder", commit("coder", { "agent.yaml": "model: opus\n" }, "take opus"));
  await core.approvals.approve(good.id);
  await untilBuilt(good.id);
  const bad = await submit("coder", commit("coder", { "agent.yaml": "model: sonnet\n" }, "take sonnet"));
  await post(`deny/${bad.id}`, { note: "too slow" });
  const { status: _read, ...answer } = await get("api/repo/coder");
  const { commits, tags } = repoHistorySchema.parse(answer);
  assert.deepEqual(
    commits.map(({ subject }) => subject),
    ["take opus", "seed the configuration"],
  );
  assert.partialDeepStrictEqual(tags, [
    { name: "denied/2", sha: bad.sha, message: "too slow" },
    { name: "proposal/2", sha: bad.sha },
    { name: "deployed/1", sha: good.sha },
  ]);
  const { status: _change, ...change } = await get(`api/repo/coder/commit/${bad.sha}`);
  assert.match(repoChangeSchema.parse(change).diff, /^-model: opus\n\+model: sonnet$/m);
  const { commits: deploys } = repoHistorySchema.parse(await get("api/repo/meta"));
  assert.match(deploys[0]?.subject ?? "", /^deploy coder /);
  assert.partialDeepStrictEqual(await get(`api/repo/meta/commit/${deploys[0]?.sha}`), {
    status: 200,
    stat: { files: 1 },
  });
  assert.partialDeepStrictEqual(await get(`api/repo/coder?after=${commits[0]?.sha}`), {
    status: 200,
    commits: [{ sha: commits[1]?.sha }],
  });
});

test("the repo of a destroyed agent is shown until it is purged", async (t) => {
  const { get, post } = await startPages(t);
  await post("destroy", { name: "coder" });
  assert.partialDeepStrictEqual(await get("api/repo/coder"), { status: 200, repo: "coder" });
  await post("destroy", { name: "coder", purge: true });
  assert.partialDeepStrictEqual(await get("api/repo/coder"), { status: 404, code: "unknown_agent" });
});

test("what is no repo or no commit is refused", async (t) => {
  const { get, post } = await startPages(t);
  assert.partialDeepStrictEqual(await get("api/repo/nobody"), { status: 404, code: "unknown_agent" });
  assert.partialDeepStrictEqual(await get("api/repo/..%2Fmeta"), { status: 404, code: "unknown_agent" });
  assert.partialDeepStrictEqual(await get("api/repo/coder?after=main"), { status: 400, code: "bad_request" });
  assert.partialDeepStrictEqual(await get("api/repo/coder/commit/--help"), { status: 400, code: "bad_request" });
  assert.partialDeepStrictEqual(await get(`api/repo/coder/commit/${"0".repeat(40)}`), {
    status: 404,
    code: "not_found",
  });
  assert.partialDeepStrictEqual(await post("request-spawn", { name: "meta" }), { status: 409, code: "reserved_name" });
});
