import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { createTerminal, NOW } from "../../test/terminal.ts";
import { checkClaude } from "./check-claude.ts";
import { checkClock } from "./check-clock.ts";
import { checkCore } from "./check-core.ts";
import { checkDisk } from "./check-disk.ts";
import { checkGit } from "./check-git.ts";
import { checkModelAccess } from "./check-model-access.ts";
import { checkNode } from "./check-node.ts";
import { checkPages } from "./check-pages.ts";
import { checkPort } from "./check-port.ts";
import { checkStateDir } from "./check-state-dir.ts";
import type { Patient } from "./finding.ts";

const CORE: Patient["core"] = {
  rev: "abc1234",
  pid: process.pid,
  started_at: NOW - 60_000,
  state_dir: "/x",
  url: "http://127.0.0.1:7000/",
  runtime: "bwrap",
  demo: false,
  model_access: "key",
};

function patient(given: Partial<Patient> = {}, env: Record<string, string> = {}): Patient {
  const { cli } = createTerminal({ env });
  return { cli, globals: {}, stateDir: "/x", runDir: "/x", codeRoot: "/x", core: undefined, ...given };
}

async function tempDir(t: TestContext): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "doctor-"));
  t.after(async () => await rm(dir, { recursive: true }));
  return dir;
}

test("the Node that runs the tests is new enough", async () => {
  const [found] = await checkNode(patient());
  assert.equal(found?.state, "ok");
  assert.match(found?.detail ?? "", /^\d+\.\d+\.\d+ at \//);
});

test("git is found on the caller's PATH, and its absence comes with the package to install", async () => {
  const [here] = await checkGit(patient({}, { PATH: "/usr/bin:/bin" }));
  assert.match(here?.detail ?? "", /^git version/);
  const [away] = await checkGit(patient({}, { PATH: "/nowhere" }));
  assert.equal(away?.state, "problem");
  assert.match(away?.mend ?? "", /apt-get install git/);
});

test("a missing claude is a problem that names where it was looked for", async (t) => {
  const [found] = await checkClaude(patient({ codeRoot: await tempDir(t) }));
  assert.equal(found?.state, "problem");
  assert.match(found?.detail ?? "", /claude-agent-sdk-linux-.*claude: not found/);
});

test("disk room is told for the nearest directory that exists", async (t) => {
  const dir = await tempDir(t);
  const [found] = await checkDisk(patient({ stateDir: join(dir, "not", "yet") }));
  assert.match(found?.detail ?? "", new RegExp(`GiB free at ${dir}$`));
});

test("a state directory that does not exist yet will be created", async (t) => {
  const stateDir = join(await tempDir(t), "hive");
  assert.deepEqual(await checkStateDir(patient({ stateDir })), [
    { name: "state directory", state: "ok", detail: `${stateDir} (will be created)` },
  ]);
});

test("a state directory held by a living process that does not answer is a problem that names it", async (t) => {
  const stateDir = await tempDir(t);
  await writeFile(join(stateDir, "core.pid"), `${process.pid}\n`);
  const [, held] = await checkStateDir(patient({ stateDir }));
  assert.equal(held?.state, "problem");
  assert.match(held?.detail ?? "", new RegExp(`process ${process.pid}`));
  assert.equal(
    (await checkStateDir(patient({ stateDir, core: CORE }))).length,
    1,
    "unless it is the core that answers",
  );
});

test("a taken port is a problem, unless the running core has it", async (t) => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const env = { HYPERHIVE_PORT: String(port) };
  const [taken] = await checkPort(patient({}, env));
  assert.equal(taken?.state, "problem");
  assert.match(taken?.detail ?? "", /EADDRINUSE/);
  const ours = { ...CORE, url: `http://127.0.0.1:${port}/` };
  assert.equal((await checkPort(patient({ core: ours }, env)))[0]?.state, "ok");
});

test("a port that is no port is told as one", async () => {
  const [found] = await checkPort(patient({}, { HYPERHIVE_PORT: "web" }));
  assert.equal(found?.state, "problem");
  assert.match(found?.detail ?? "", /127\.0\.0\.1:web .*no port from 0 to 65535/);
});

test("pages that were not built come with the command that builds them", async (t) => {
  const codeRoot = await tempDir(t);
  const [missing] = await checkPages(patient({ codeRoot }));
  assert.equal(missing?.state, "problem");
  assert.match(missing?.mend ?? "", /npm run set-up/);
  await mkdir(join(codeRoot, "packages/web/dist"), { recursive: true });
  assert.equal((await checkPages(patient({ codeRoot })))[0]?.state, "problem");
  await writeFile(join(codeRoot, "packages/web/dist/index.html"), "");
  assert.equal((await checkPages(patient({ codeRoot })))[0]?.state, "ok");
});

test("model access is a key without showing it, else a note on how to log in", async () => {
  const [key] = await checkModelAccess(patient({}, { ANTHROPIC_API_KEY: "made-up-key" }));
  assert.equal(key?.state, "ok");
  assert.doesNotMatch(JSON.stringify(key), /made-up-key/);
  const [login] = await checkModelAccess(patient());
  assert.equal(login?.state, "note");
  assert.match(login?.mend ?? "", /hive-c0re exec <agent> -- claude auth login/);
  assert.equal((await checkModelAccess(patient({ core: CORE })))[0]?.state, "ok", "the running core knows best");
});

test("a clock before the checkout was made is a problem", async (t) => {
  const codeRoot = await tempDir(t);
  await writeFile(join(codeRoot, "package.json"), "{}");
  const { cli } = createTerminal();
  const at = async (now: number) =>
    (await checkClock(patient({ codeRoot, cli: { ...cli, now: () => now } })))[0]?.state;
  assert.equal(await at(Date.now()), "ok");
  assert.equal(await at(Date.now() - 3 * 86_400_000), "problem");
});

test("that no core runs is a note with the command that starts one, a running one is described", async () => {
  const [away] = await checkCore(patient());
  assert.deepEqual([away?.state, away?.mend], ["note", "start it with `npm start` or `hive-c0re serve`"]);
  const [here] = await checkCore(patient({ core: CORE }));
  assert.match(here?.detail ?? "", /abc1234, pid \d+, up 1m/);
});
