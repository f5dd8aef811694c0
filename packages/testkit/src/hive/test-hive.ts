import { createCore, readCoreConfig, Secret, type Core, type CoreOverrides } from "@hyperhive/core";
import { createHostClient, type HostClient } from "@hyperhive/client";
import type { AgentConfigInput, AgentEvent, AgentEventRow, InboxRow } from "@hyperhive/wire";
import { createScriptedModel, type ScriptedModel, type ScriptedModelOptions } from "../model/index.ts";
import { makeHiveFolder, type HiveFolder } from "./hive-folder.ts";
import { findInCage } from "./find-in-cage.ts";
import { shapeManager } from "./shape-manager.ts";
import { runInCage, type CageRun } from "./run-in-cage.ts";
import { waitFor } from "./wait-for.ts";

/** What a test hive is made of; all have a default. */
export type TestHiveOptions = Pick<ScriptedModelOptions, "scenario" | "respond"> & {
  /** How the manager differs from the defaults. */
  readonly manager?: AgentConfigInput;
  /** Agents to create besides the manager, by name. */
  readonly agents?: Readonly<Record<string, AgentConfigInput>>;
  /** Port of the pages; a free one when left out. */
  readonly port?: number;
  readonly demo?: boolean;
  /** The core's time; the machine's when left out. */
  readonly clock?: NonNullable<CoreOverrides["clock"]>;
};

/** A real core in a temporary directory with real cages, real claude and the scripted model behind the gateway. Disposing stops the cages and removes the directory. */
export interface TestHive extends AsyncDisposable {
  readonly core: Core;
  readonly folder: HiveFolder;
  readonly model: ScriptedModel;
  /** The operator on the host socket. */
  readonly host: HostClient;
  /** Runs a command in an agent's cage, to its end. */
  run(agent: string, argv: readonly string[]): Promise<CageRun>;
  /** Host pid of the one process in an agent's cage whose command ends so. */
  pidOf(agent: string, ending: string): number;
  /** Waits for the first message that fits, whoever it is for; also for a change of its fate. */
  untilMessage(fits: (row: InboxRow) => boolean, what: string): Promise<InboxRow>;
  /** Waits for the first event of the agent's history that fits. */
  untilEvent(agent: string, fits: (event: AgentEvent) => boolean, what: string): Promise<AgentEventRow>;
}

/** Starts one. Rejects, and leaves nothing behind, when any part does not start. */
export async function startTestHive(options: TestHiveOptions = {}): Promise<TestHive> {
  await using undo = new AsyncDisposableStack();
  const folder = undo.use(makeHiveFolder());
  if (options.manager !== undefined) shapeManager(folder, options.manager);
  const model = await createScriptedModel(modelOptions(options));
  undo.defer(() => model.close());
  const { clock } = options;
  const core = await createCore(testConfig(folder, model.url, options), clock === undefined ? {} : { clock });
  undo.defer(() => core.stop());
  await core.start();
  undo.defer(() => stopCages(core));
  for (const [name, config] of Object.entries(options.agents ?? {})) await core.agents.spawn(name, config);
  const host = createHostClient({ socketPath: core.hostSocket });
  undo.defer(() => host.close());
  return hiveOf({ core, folder, model, host, owned: undo.move() });
}

function modelOptions({ scenario, respond }: TestHiveOptions): ScriptedModelOptions {
  return { ...(scenario !== undefined && { scenario }), ...(respond !== undefined && { respond }) };
}

function testConfig(folder: HiveFolder, modelUrl: string, options: TestHiveOptions) {
  const config = readCoreConfig({
    env: { HYPERHIVE_AGENT_PORTS: "off", HYPERHIVE_LOG_LEVEL: "warn" },
    flags: { stateDir: folder.stateDir, runDir: folder.runDir, port: options.port ?? 0, demo: options.demo ?? false },
    uid: process.getuid?.() ?? 0,
    home: folder.path,
    nodePath: process.execPath,
  });
  return { ...config, model: { mode: "key", upstream: new URL(modelUrl), key: new Secret("made-up-key") } } as const;
}

async function stopCages(core: Core): Promise<void> {
  await Promise.all(core.agents.names().map((name) => core.agents.stop(name, { graceful: false })));
}

type Parts = Pick<TestHive, "core" | "folder" | "model" | "host"> & { readonly owned: AsyncDisposableStack };

function hiveOf({ owned, ...parts }: Parts): TestHive {
  const { core } = parts;
  return {
    ...parts,
    run: (agent, argv) => runInCage(parts.host, agent, argv),
    pidOf: (agent, ending) => findInCage(parts.folder.runDir, agent, ending),
    untilMessage: (fits, what) =>
      waitFor({
        what: `message: ${what}`,
        look: () => core.broker.history(1000).find(fits),
        subscribe: (changed) => core.hub.subscribe(changed),
      }),
    untilEvent: (agent, fits, what) =>
      waitFor({
        what: `event of ${agent}: ${what}`,
        look: () =>
          core.agents
            .history(agent)
            .list(2000)
            .find(({ event }) => fits(event)),
        subscribe: (changed) => core.agents.history(agent).subscribe(changed),
      }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
