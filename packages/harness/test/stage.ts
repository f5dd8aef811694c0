import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readdir } from "node:fs/promises";
import { serve } from "@hyperhive/harness";
import { createScriptedModel, type ScriptedModel, type ScriptedModelOptions } from "@hyperhive/testkit";
import type { AgentConfigInput } from "@hyperhive/wire";
import type { Flavor } from "../src/flavor.ts";
import { readSettings } from "../src/harness-settings.ts";
import { CoreStub } from "./core-stub.ts";

export type StageOptions = {
  readonly scenario?: NonNullable<ScriptedModelOptions["scenario"]>;
  readonly config?: AgentConfigInput;
  readonly env?: Record<string, string>;
  readonly flavor?: Flavor;
};

/** A harness in this process with the real claude, a scripted model and a stub of the core; a temp dir is its only state. */
export type Stage = AsyncDisposable & {
  readonly core: CoreStub;
  readonly model: ScriptedModel;
  readonly root: string;
  readonly state: string;
  readonly sessionFile: string;
  start(): void;
  /** Ends the harness in order and waits for it. */
  stop(): Promise<void>;
  /** The claude that the harness runs now; undefined when there is none. */
  claudePid(): Promise<number | undefined>;
};

/** Sets the stage; `start` raises the curtain. */
export async function setStage({
  scenario,
  config = {},
  env = {},
  flavor = "agent",
}: StageOptions = {}): Promise<Stage> {
  const root = await mkdtemp(join(tmpdir(), "harness-"));
  const [home, state] = [join(root, "home"), join(root, "state")];
  await Promise.all([mkdir(join(home, ".claude"), { recursive: true }), mkdir(state)]);
  const model = await createScriptedModel(scenario === undefined ? {} : { scenario });
  const modelSocket = await forwardTo(model.url, join(root, "model.sock"));
  const core = new CoreStub(join(root, "mcp.sock"));
  await core.start();
  const { env: agentEnv, ...rest } = config;
  const agent = { idle_seconds: 60, ...rest, env: { CLAUDE_CODE_MAX_RETRIES: "1", ...agentEnv } };
  await writeFile(join(root, "agent.json"), JSON.stringify(agent));
  const settings = readSettings(flavor, {
    PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
    HOME: home,
    LANG: "C.UTF-8",
    TERM: "dumb",
    // claude keeps its sockets and scratch files there; they go with the stage.
    XDG_RUNTIME_DIR: root,
    CLAUDE_CODE_TMPDIR: root,
    HYPERHIVE_STATE: state,
    HYPERHIVE_SOCKET: join(root, "mcp.sock"),
    HYPERHIVE_MODEL_SOCKET: join(root, "model.sock"),
    HYPERHIVE_CONFIG: join(root, "agent.json"),
    ...env,
  });
  let running: { stop: AbortController; over: Promise<void> } | undefined;

  async function stop(): Promise<void> {
    running?.stop.abort(new Error("the test is over"));
    await running?.over;
    running = undefined;
  }

  return {
    core,
    model,
    root,
    state,
    sessionFile: settings.sessionFile,
    start() {
      const stopping = new AbortController();
      running = { stop: stopping, over: serve(settings, { signal: stopping.signal, log: () => {} }) };
    },
    stop,
    claudePid: async () => await findChild(state),
    async [Symbol.asyncDispose]() {
      await stop();
      await core.stop();
      await modelSocket.close();
      await model.close();
      await rm(root, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** A unix socket that leads to a TCP server, as the core's gateway does. */
async function forwardTo(url: string, path: string): Promise<{ close(): Promise<void> }> {
  const port = Number(new URL(url).port);
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    near.on("error", () => far.destroy()).on("close", () => far.destroy());
    far.on("error", () => near.destroy()).on("close", () => near.destroy());
    near.pipe(far).pipe(near);
  });
  server.listen(path);
  await once(server, "listening");
  return {
    async close() {
      const closed = once(server, "close");
      server.close();
      await closed;
    },
  };
}

/** The child of this process that works in `cwd`. */
async function findChild(cwd: string): Promise<number | undefined> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    const [status, environment] = await Promise.all([read(`/proc/${pid}/status`), read(`/proc/${pid}/environ`)]);
    const isOurs = new RegExp(`^PPid:\\s*${process.pid}$`, "m").test(status);
    if (isOurs && environment.includes(dirname(cwd))) return Number(pid);
  }
  return undefined;
}

async function read(path: string): Promise<string> {
  return await readFile(path, "utf8").catch(() => "");
}
