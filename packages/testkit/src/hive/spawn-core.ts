import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createHostClient, type HostClient } from "@hyperhive/client";
import type { AgentEventRow, AgentHistory, InboxRow, MessageHistory } from "@hyperhive/wire";
import { openPages, type PageSession } from "./follow-pages.ts";
import type { HiveFolder } from "./hive-folder.ts";
import { waitFor } from "./wait-for.ts";

const MAIN = fileURLToPath(new URL("../../../cli/src/main.ts", import.meta.url));

/** A core in a process of its own, started by the real command, so that it can be killed. Its cages outlive it. */
export interface SpawnedCore extends AsyncDisposable {
  readonly pid: number;
  readonly url: string;
  /** A one-time link that nobody has used. */
  readonly loginLink: string;
  readonly host: HostClient;
  /** Settles when the process has ended. */
  readonly exited: Promise<void>;
  kill(signal: NodeJS.Signals): Promise<void>;
  untilMessage(fits: (row: InboxRow) => boolean, what: string): Promise<InboxRow>;
  untilEvent(agent: string, fits: (row: AgentEventRow) => boolean, what: string): Promise<AgentEventRow>;
  /** Stops every agent's cage. */
  stopAgents(): Promise<void>;
}

/** How a core is started; a model that nobody serves and a free port unless told otherwise. */
export type SpawnOptions = { readonly modelUrl?: string; readonly port?: number };

/** Starts `hive-c0re serve` on the folder, with an environment that holds nothing else. Disposing stops agents and core. */
export async function spawnCore(
  folder: HiveFolder,
  { modelUrl = "http://127.0.0.1:9", port = 0 }: SpawnOptions = {},
): Promise<SpawnedCore> {
  const child = spawn(process.execPath, [MAIN, "serve", "--json", "--port", String(port)], {
    env: {
      PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
      HOME: folder.path,
      HYPERHIVE_STATE_DIR: folder.stateDir,
      HYPERHIVE_RUN_DIR: folder.runDir,
      HYPERHIVE_AGENT_PORTS: "off",
      HYPERHIVE_LOG_LEVEL: "warn",
      HYPERHIVE_MODEL_URL: modelUrl,
      ANTHROPIC_API_KEY: "made-up-key",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit").then(() => undefined);
  const opening = await firstLine(child, exited);
  const host = createHostClient({ socketPath: opening.socket });
  const fresh = await host.call("login_link", {});
  return coreOf({ child, exited, host, opening, pages: await openPages(fresh.url) });
}

type Opening = { readonly url: string; readonly login_link: string; readonly socket: string };

async function firstLine(child: ChildProcess, exited: Promise<void>): Promise<Opening> {
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const line = await Promise.race([once(lines, "line"), exited]);
  if (line === undefined) throw new Error(`the core ended with ${child.exitCode} before it was up`);
  return JSON.parse(String(line[0])) as Opening;
}

type Parts = { child: ChildProcess; exited: Promise<void>; host: HostClient; opening: Opening; pages: PageSession };

function coreOf({ child, exited, host, opening, pages }: Parts): SpawnedCore {
  const stopAgents = async () => {
    await host.call("stop", { scope: { all: true }, graceful: false });
  };
  const kill = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await exited;
    host.close();
  };
  return {
    pid: child.pid as number,
    url: opening.url,
    loginLink: opening.login_link,
    host,
    exited,
    kill,
    stopAgents,
    untilMessage: (fits, what) =>
      waitFor({
        what: `message: ${what}`,
        look: async () => ((await pages.get("/dashboard/history")) as MessageHistory).messages.find(fits),
        subscribe: (changed) => pages.follow("/dashboard/stream", changed),
      }),
    untilEvent: (agent, fits, what) =>
      waitFor({
        what: `event of ${agent}: ${what}`,
        look: async () => ((await pages.get(`/agent/${agent}/events/history`)) as AgentHistory).events.find(fits),
        subscribe: (changed) => pages.follow(`/agent/${agent}/events/stream`, changed),
      }),
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      await stopAgents();
      await kill("SIGTERM");
    },
  };
}
