import assert from "node:assert/strict";
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { agentConfigSchema, toAgentName, type AgentConfigInput } from "@hyperhive/wire";
import { agentPaths, sharedDir } from "../src/agents/agent-paths.ts";
import { visibleFolders } from "../src/agents/visible-folders.ts";
import { Secret } from "../src/config/secret.ts";
import { cageSpec } from "../src/lifecycle/cage-spec.ts";
import { trialSpec } from "../src/lifecycle/trial-spec.ts";
import { createBwrapRuntime } from "../src/runtime/bwrap-runtime.ts";
import { RuntimeError } from "../src/runtime/runtime-error.ts";

const codeRoot = fileURLToPath(new URL("../../..", import.meta.url));
const account = process.getuid?.() === 0 ? { uid: 210_000, gid: 210_000 } : undefined;
const name = toAgentName("coder");

/** The folders of one agent in a directory of their own, and a way to try a configuration there. */
async function openHive() {
  const folder = await mkdtemp(join(tmpdir(), "hive-trial-"));
  const roots = { stateDir: join(folder, "state"), runDir: join(folder, "run") };
  const model = { mode: "key", upstream: new URL("http://upstream.example"), key: new Secret("made-up") } as const;
  const core = { ...roots, codeRoot, nodePath: process.execPath, pronouns: "she/her", model };
  for (const { host } of visibleFolders(roots, name)) await mkdir(host, { recursive: true });
  await mkdir(agentPaths(roots, name).root, { recursive: true });
  const runtime = createBwrapRuntime({
    runDir: roots.runDir,
    log: { warn: (_facts, message) => assert.fail(message) },
  });
  return {
    folder,
    shared: sharedDir(roots),
    runtime,
    async attempt(config: AgentConfigInput | string) {
      const text = typeof config === "string" ? config : JSON.stringify(config);
      await writeFile(agentPaths(roots, name).agentJson, text, { mode: 0o644 });
      const agent = agentConfigSchema.parse(typeof config === "string" ? {} : config);
      const spec = trialSpec(cageSpec({ name, agent, core, ...(account && { account }) }), name);
      const lines: string[] = [];
      const onLine = (line: string) => lines.push(line);
      const built = runtime.build(spec, { onLine, signal: new AbortController().signal });
      return {
        lines,
        error: await built.then(
          () => undefined,
          (error: Error) => error,
        ),
      };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

async function makeFolder(path: string): Promise<string> {
  await mkdir(path, { mode: 0o700 });
  if (account) await chown(path, account.uid, account.gid);
  return path;
}

test("a configuration that this host can run passes, and what was found is said line by line", async () => {
  await using hive = await openHive();
  const data = await makeFolder(join(hive.folder, "data"));
  const { lines, error } = await hive.attempt({
    network: "none",
    model: "opus",
    mounts: [
      { source: data, target: "/data", access: "rw" },
      { source: data, target: "/books" },
    ],
    mcp_servers: { shell: { command: "sh" } },
  });
  assert.equal(error, undefined, lines.join("\n"));
  const [node = "", claude = "", ...rest] = lines;
  assert.equal(node, `node ${process.version}`);
  assert.match(claude, /^claude \d+\./);
  assert.deepEqual(rest.slice(0, 3), [
    "config: model opus, network none, tools Bash, Edit, Glob, Grep, Read, Write",
    "mount /data: readable and writable",
    "mount /books: readable",
  ]);
  assert.match(rest[3] ?? "", /^MCP server shell: \/.*\/sh found$/);
  assert.deepEqual(await hive.runtime.list(), []);
});

test("every problem is named, and the build fails", async () => {
  await using hive = await openHive();
  const locked = join(hive.folder, "locked");
  await mkdir(locked);
  await chmod(locked, 0o500);
  if (account) await chown(locked, account.uid, account.gid);
  const { lines, error } = await hive.attempt({
    network: "none",
    mounts: [{ source: locked, target: "/data", access: "rw" }],
    mcp_servers: { github: { command: "no-such-program" }, own: { command: "/data/tool" } },
  });
  assert.ok(error instanceof RuntimeError && error.code === "build_failed");
  assert.equal(error.message, "`b-coder` ended with exit code 1");
  const problems = lines.filter((line) => line.startsWith("problem: "));
  assert.equal(problems.length, 3, lines.join("\n"));
  assert.match(problems[0] ?? "", /mount \/data: the agent may not write it/);
  assert.match(problems[1] ?? "", /MCP server github: .*no-such-program on the PATH/);
  assert.match(problems[2] ?? "", /MCP server own: .*\/data\/tool in the cage/);
});

test("an `agent.json` that the harness would go on without fails the build", async () => {
  await using hive = await openHive();
  const { lines, error } = await hive.attempt('{"modle":"opus"}');
  assert.match(error?.message ?? "", /exit code 1/);
  assert.match(lines.at(-1) ?? "", /^problem: \/etc\/hyperhive\/agent\.json cannot be used: .*modle/);
});
