import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, unlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { MANAGER, toAgentName } from "@hyperhive/wire";
import { atEndOf } from "../at-end-of.test-support.ts";
import { makeAgentFolders, makeHiveFolders } from "../agents/agent-folders.ts";
import { agentPaths } from "../agents/agent-paths.ts";
import { tempFolderOf } from "../temp-folder.test-support.ts";
import { checkCageFile, previewCageFile } from "./file-preview.ts";

const coder = toAgentName("coder");
const manager = toAgentName(MANAGER);

/** The folders of a hive with an agent, and a secret beside them. */
async function stageFiles(t: TestContext) {
  const dir = tempFolderOf(t);
  const roots = { stateDir: join(dir, "s"), runDir: join(dir, "r") };
  await makeHiveFolders(roots, false);
  for (const name of [manager, coder]) await makeAgentFolders(roots, name, {});
  const paths = agentPaths(roots, coder);
  const secret = join(paths.claude, ".credentials.json");
  writeFileSync(secret, "TOKEN");
  const put = (name: string, content: string | Uint8Array = "hello") => writeFileSync(join(paths.state, name), content);
  return {
    roots,
    paths,
    secret,
    put,
    at: (...names: string[]) => join(paths.state, ...names),
    check: (path: string, name = coder) => checkCageFile(roots, { name, path }),
    preview: (path: string, name = coder) => previewCageFile(roots, { name, path }),
  };
}

test("a text file comes with its place on the host and its size", async (t) => {
  const { put, at, check, preview } = await stageFiles(t);
  put("report.md", "# grüße\n");
  const where = { path: "/state/report.md", host_path: at("report.md"), size: 10 };
  assert.deepEqual(check("/state/report.md"), where);
  assert.deepEqual(preview("/state/report.md"), { ...where, text: "# grüße\n", truncated: false });
});

test("names may hold anything that a file system allows", async (t) => {
  const { put, preview, at } = await stageFiles(t);
  for (const name of ["<img src=x onerror=alert(1)>.md", "a b\n\u202etxt.exe", "'; rm -rf.md", "...", "%2e%2e"]) {
    put(name);
    assert.partialDeepStrictEqual(preview(`/state/${name}`), { text: "hello", host_path: at(name) });
  }
});

test("of a large file the first 64 KiB are shown, with no character cut in half", async (t) => {
  const { put, preview, at } = await stageFiles(t);
  put("large.txt", `x${"ü".repeat(40_000)}`);
  const { text = "", ...rest } = preview("/state/large.txt");
  assert.partialDeepStrictEqual(rest, { size: 80_001, truncated: true });
  assert.equal(text, `x${"ü".repeat(32_767)}`);
  put("exact.txt", "x".repeat(65_536));
  assert.partialDeepStrictEqual(preview("/state/exact.txt"), { truncated: false, size: 65_536 });
  put("sparse.txt", "");
  truncateSync(at("sparse.txt"), 1024 ** 4);
  assert.partialDeepStrictEqual(preview("/state/sparse.txt"), { truncated: true, size: 1024 ** 4 });
});

test("what is no text has no text", async (t) => {
  const { put, preview } = await stageFiles(t);
  const contents = { nul: "a\0b", latin1: Buffer.from("gr\xfc", "latin1"), half: Buffer.from("grü").subarray(0, 3) };
  for (const [name, content] of Object.entries(contents)) {
    put(name, content);
    assert.equal("text" in preview(`/state/${name}`), false, name);
  }
});

test("no link is followed, at the end or on the way", async (t) => {
  const { put, at, secret, paths, check, preview } = await stageFiles(t);
  put("plain.txt");
  symlinkSync(secret, at("link.txt"));
  symlinkSync("plain.txt", at("inner.txt"));
  symlinkSync(paths.root, at("up"));
  symlinkSync("/proc/self", at("self"));
  for (const path of ["link.txt", "inner.txt", "up/claude/.credentials.json", "self/environ"])
    for (const look of [check, preview]) assert.throws(() => look(`/state/${path}`), { code: "forbidden" }, path);
});

test("what is no regular file is refused without waiting for it", async (t) => {
  const { at, preview } = await stageFiles(t);
  execFileSync("mkfifo", [at("pipe")]);
  mkdirSync(at("folder"));
  const server = createServer().listen(at("socket"));
  atEndOf(t, () => server.close());
  await new Promise((ready) => server.once("listening", ready));
  symlinkSync("/dev/zero", at("zero"));
  for (const name of ["pipe", "folder", "socket", "zero"])
    assert.throws(() => preview(`/state/${name}`), { code: "forbidden" }, name);
});

for (const [what, path, code] of [
  ["claude's folder", "/home/agent/.claude/.credentials.json", "forbidden"],
  ["the sockets", "/run/hive/mcp.sock", "forbidden"],
  ["a place outside every mount", "/etc/passwd", "forbidden"],
  ["the applied repos, which only the manager sees", "/applied/coder/config", "forbidden"],
  ["another agent's configuration", "/agents/other/config/agent.yaml", "forbidden"],
  ["the mount itself", "/state", "forbidden"],
  ["a folder whose name begins like a mount", "/state2/x", "forbidden"],
  ["a relative path", "state/x", "forbidden"],
  ["nothing", "", "forbidden"],
  ["a path with ..", "/state/../claude/.credentials.json", "bad_request"],
  ["a path with .. further on", "/state/a/../../claude/.credentials.json", "bad_request"],
  ["a path with .", "/state/./x", "bad_request"],
  ["a doubled slash", "/state//x", "bad_request"],
  ["a slash at the end", "/state/x/", "bad_request"],
  ["a NUL", "/state/x\0.md", "bad_request"],
  ["a path that is too long", `/state/${"a/".repeat(3000)}x`, "bad_request"],
  ["a name that is too long", `/state/${"x".repeat(300)}`, "not_found"],
  ["a file that is not there", "/state/none.md", "not_found"],
  ["a file below a file", "/state/plain.txt/x", "forbidden"],
] as const) {
  test(`${what} is refused as ${code}`, async (t) => {
    const { put, check, preview } = await stageFiles(t);
    put("plain.txt");
    for (const look of [check, preview]) assert.throws(() => look(path), { code, name: "HiveError" });
  });
}

test("an agent sees its proposed configuration, and the manager everybody's", async (t) => {
  const { paths, preview } = await stageFiles(t);
  writeFileSync(join(paths.config, "agent.yaml"), "model: opus\n");
  for (const name of [coder, manager])
    assert.equal(preview("/agents/coder/config/agent.yaml", name).text, "model: opus\n");
});

test("a link that the manager puts above what an agent sees is not followed", async (t) => {
  const { paths, secret, preview } = await stageFiles(t);
  writeFileSync(join(paths.config, "agent.yaml"), "model: opus\n");
  renameSync(paths.config, `${paths.config}.away`);
  symlinkSync(join(secret, ".."), paths.config);
  for (const name of [coder, manager])
    assert.throws(() => preview("/agents/coder/config/.credentials.json", name), { code: "forbidden" });
});

test("a file that becomes a link after the check is not read", async (t) => {
  const { put, at, secret, check, preview } = await stageFiles(t);
  mkdirSync(at("notes"));
  put("notes/plan.txt");
  check("/state/notes/plan.txt");
  unlinkSync(at("notes", "plan.txt"));
  symlinkSync(secret, at("notes", "plan.txt"));
  assert.throws(() => preview("/state/notes/plan.txt"), { code: "forbidden" });
  rmSync(at("notes"), { recursive: true });
  symlinkSync(join(secret, ".."), at("notes"));
  assert.throws(() => preview("/state/notes/.credentials.json"), { code: "forbidden" });
});

// Puts a link to claude's folder in the place of a folder and takes it away again, as fast as it can.
const SWAPPER = `
const { renameSync } = require("node:fs");
process.stdout.write("go");
for (;;) {
  renameSync("real", "aside");
  renameSync("bad", "real");
  renameSync("real", "bad");
  renameSync("aside", "real");
}`;

test("whatever an agent swaps while it is read, nothing but its own file is shown", async (t) => {
  const { at, put, secret, preview } = await stageFiles(t);
  mkdirSync(at("real"));
  put("real/.credentials.json", "mine");
  symlinkSync(join(secret, ".."), at("bad"));
  const swapper = spawn(process.execPath, ["-e", SWAPPER], {
    cwd: at(),
    env: {},
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(swapper, "exit");
  const seen = { mine: 0, refused: 0 };
  try {
    await once(swapper.stdout, "data");
    while (seen.mine < 500 || seen.refused < 500) seen[look()] += 1;
  } finally {
    swapper.kill("SIGKILL");
    await ended;
  }

  function look(): keyof typeof seen {
    try {
      assert.equal(preview("/state/real/.credentials.json").text, "mine");
      return "mine";
    } catch (thrown) {
      assert.match((thrown as { code?: string }).code ?? "", /^(?:forbidden|not_found)$/);
      return "refused";
    }
  }
});
