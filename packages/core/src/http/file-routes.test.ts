import assert from "node:assert/strict";
import { appendFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import {
  agentConfigFileSchema,
  agentJournalSchema,
  filePreviewSchema,
  stateFileSchema,
  toAgentName,
} from "@hyperhive/wire";

import { agentPaths } from "../agents/agent-paths.ts";
import { startPages } from "./pages.test-support.ts";

const coder = toAgentName("coder");
const query = (parameters: Record<string, string>) => String(new URLSearchParams(parameters));

test("the newest lines of a log are read, 500 unless told otherwise and never more than 5,000", async (t) => {
  const { config, get } = await startPages(t);
  const { log } = agentPaths(config, coder);
  writeFileSync(log, Array.from({ length: 6000 }, (_, n) => `line ${n}\n`).join(""));
  const journal = async (rest = "") => {
    const { status: _status, ...answer } = await get(`api/journal/coder${rest}`);
    return agentJournalSchema.parse(answer);
  };
  const usual = await journal();
  assert.partialDeepStrictEqual(usual, { unit: "harness", units: ["harness"], truncated: true });
  assert.deepEqual([usual.lines.length, usual.lines.at(-1)], [500, "line 5999"]);
  assert.deepEqual((await journal("?lines=2")).lines, ["line 5998", "line 5999"]);
  assert.equal((await journal("?lines=999999")).lines.length, 5000);
  writeFileSync(`${log}.1`, "older\n");
  assert.deepEqual((await journal()).units, ["harness", "harness before"]);
  assert.partialDeepStrictEqual(await journal("?unit=harness+before"), { lines: ["older"], truncated: false });
});

test("a log that is not there is empty, and one that nobody has is refused", async (t) => {
  const { config, get } = await startPages(t);
  rmSync(agentPaths(config, coder).log, { force: true });
  assert.partialDeepStrictEqual(await get("api/journal/coder"), { status: 200, lines: [], truncated: false });
  for (const unit of ["machine", "../../hive.sqlite", ""])
    assert.partialDeepStrictEqual(await get(`api/journal/coder?${query({ unit })}`), {
      status: 404,
      code: "not_found",
    });
  for (const lines of ["0", "-1", "1.5", "x"])
    assert.partialDeepStrictEqual(await get(`api/journal/coder?lines=${lines}`), { status: 400, code: "bad_request" });
  for (const name of ["nobody", "..%2Fcoder", "operator"])
    assert.partialDeepStrictEqual(await get(`api/journal/${name}`), { status: 404, code: "unknown_agent" });
});

test("the configuration is shown as it was deployed, not as it is proposed", async (t) => {
  const { commit, submit, core, get, untilBuilt } = await startPages(t);
  const text = "# grüße\nmodel: opus\n";
  const { id, sha } = await submit("coder", commit("coder", { "agent.yaml": text }));
  const before = await get("api/agent-config/coder");
  assert.doesNotMatch(String(before["text"]), /opus/);
  await core.approvals.approve(id);
  await untilBuilt(id);
  commit("coder", { "agent.yaml": "model: sonnet\n" });
  const { status: _status, ...answer } = await get("api/agent-config/coder");
  assert.deepEqual(agentConfigFileSchema.parse(answer), { file: "agent.yaml", sha, text });
});

test("before anything is deployed the configuration is the effective one", async (t) => {
  const { applied, config, get } = await startPages(t);
  rmSync(applied("coder"), { recursive: true });
  const { status, file, sha, text } = await get("api/agent-config/coder");
  assert.deepEqual([status, file, sha, JSON.parse(String(text)).network], [200, "agent.json", undefined, "none"]);
  rmSync(agentPaths(config, coder).agentJson);
  assert.partialDeepStrictEqual(await get("api/agent-config/coder"), { status: 404, code: "not_found" });
  assert.partialDeepStrictEqual(await get("api/agent-config/nobody"), { status: 404, code: "unknown_agent" });
});

test("a file of an agent's cage is checked and shown, and no other", async (t) => {
  const { config, get } = await startPages(t);
  const { state, claude } = agentPaths(config, coder);
  writeFileSync(join(state, "a b&c.md"), "hello");
  writeFileSync(join(claude, ".credentials.json"), "TOKEN");
  const asked = query({ agent: "coder", path: "/state/a b&c.md" });
  const { status: _checked, ...check } = await get(`api/state-file/check?${asked}`);
  const where = { path: "/state/a b&c.md", host_path: join(state, "a b&c.md"), size: 5 };
  assert.deepEqual(stateFileSchema.strict().parse(check), where);
  const { status: _shown, ...preview } = await get(`api/state-file?${asked}`);
  assert.deepEqual(filePreviewSchema.parse(preview), { ...where, text: "hello", truncated: false });
  for (const [agent, path, refusal] of [
    ["coder", "/home/agent/.claude/.credentials.json", { status: 403, code: "forbidden" }],
    ["coder", "/state/../claude/.credentials.json", { status: 400, code: "bad_request" }],
    ["hm1nd", "/state/a b&c.md", { status: 404, code: "not_found" }],
    ["operator", "/state/a b&c.md", { status: 400, code: "bad_request" }],
    ["system", "/state/a b&c.md", { status: 400, code: "bad_request" }],
    ["nobody", "/state/a b&c.md", { status: 404, code: "unknown_agent" }],
  ] as const)
    for (const route of ["state-file/check", "state-file"])
      assert.partialDeepStrictEqual(await get(`api/${route}?${query({ agent, path })}`), refusal, `${agent} ${path}`);
  assert.partialDeepStrictEqual(await get("api/state-file?agent=coder"), { status: 400, code: "bad_request" });
});

test("what is left of a destroyed agent can still be read, until it is purged", async (t) => {
  const { config, get, post } = await startPages(t);
  const { log, state } = agentPaths(config, coder);
  appendFileSync(log, "last words\n");
  writeFileSync(join(state, "report.md"), "done");
  const reads = [
    "api/journal/coder",
    "api/agent-config/coder",
    `api/state-file?${query({ agent: "coder", path: "/state/report.md" })}`,
  ];
  await post("destroy", { name: "coder" });
  assert.deepEqual(
    (await Promise.all(reads.map((path) => get(path)))).map(({ status }) => status),
    [200, 200, 200],
  );
  await post("destroy", { name: "coder", purge: true });
  for (const path of reads)
    assert.partialDeepStrictEqual(await get(path), { status: 404, code: "unknown_agent" }, path);
});

test("nobody reads files without the operator's session", async (t) => {
  const { get } = await startPages(t);
  for (const path of ["journal/coder", "agent-config/coder", "state-file?agent=coder&path=/state/x", "repo/coder"])
    assert.partialDeepStrictEqual(await get(`api/${path}`, {}), { status: 401, code: "not_logged_in" });
});
