import { join } from "node:path";
import type { TestContext } from "node:test";
import { toAgentName } from "@hyperhive/wire";
import { pino } from "pino";
import { atEndOf } from "./at-end-of.test-support.ts";
import { agentPaths } from "./agents/agent-paths.ts";
import { readCoreConfig, type CoreConfig } from "./config.ts";
import type { Core, CoreOverrides } from "./core.ts";
import { createCore } from "./daemon.ts";
import { FakeRuntime } from "./lifecycle/fake-runtime.test-support.ts";
import { rawClient, type RawClient } from "./sockets/raw-client.test-support.ts";
import { tempFolderOf } from "./temp-folder.test-support.ts";

/** A hive's places and its played cages; cores come and go on it. */
export type Stage = {
  readonly config: CoreConfig;
  readonly runtime: FakeRuntime;
  /** Starts a core, with other parts when they are given; it stops with the test when it has not been stopped before. */
  start(overrides?: CoreOverrides): Promise<Core>;
  host(): RawClient;
  agent(name: string): RawClient;
};

/** Makes a stage in a temporary directory. */
export function makeStage(t: TestContext, over: Partial<CoreConfig> = {}): Stage {
  const dir = tempFolderOf(t);
  const flags = { stateDir: join(dir, "s"), runDir: join(dir, "r"), port: 0 };
  const read = readCoreConfig({
    env: { HYPERHIVE_AGENT_PORTS: "off" },
    flags,
    uid: process.getuid?.() ?? 0,
    home: dir,
    nodePath: process.execPath,
  });
  const config: CoreConfig = { ...read, ...over };
  const runtime = new FakeRuntime(() => Date.now());
  return {
    config,
    runtime,
    async start(overrides = {}) {
      const core = await createCore(config, { runtime, log: pino({ level: "silent" }), ...overrides });
      atEndOf(t, () => core.stop());
      await core.start();
      return core;
    },
    host: () => rawClient(t, join(config.runDir, "host.sock")),
    agent: (name) => rawClient(t, agentPaths(config, toAgentName(name)).coreSocket),
  };
}

/** A stage with a running core and one agent, `coder`. */
export async function startStage(
  t: TestContext,
  over: Partial<CoreConfig> = {},
  overrides: CoreOverrides = {},
): Promise<Stage & { readonly core: Core }> {
  const stage = makeStage(t, over);
  const core = await stage.start(overrides);
  await core.agents.spawn("coder", { network: "none" });
  return { ...stage, core };
}
