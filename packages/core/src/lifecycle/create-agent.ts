import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import {
  agentNameSchema,
  HiveError,
  isReservedName,
  parseAs,
  type AgentConfigInput,
  type AgentName,
} from "@hyperhive/wire";
import { makeAgentFolders } from "../agents/agent-folders.ts";
import { agentPaths } from "../agents/agent-paths.ts";
import { restingState } from "../agents/live-state.ts";
import { checkPort } from "../agents/roster.ts";
import { checkSocketPath } from "../config/hive-roots.ts";
import { configAt, writeConfig } from "./deployed-config.ts";
import { folderOwners } from "./host-accounts.ts";
import type { LifecycleParts } from "./lifecycle-parts.ts";
import { seedAgent } from "./seed-agent.ts";

/** Checks what an operator wants to call a new agent. Throws `invalid_name`, `reserved_name`, `agent_exists`, `port_taken`. */
export function checkNewName(parts: Pick<LifecycleParts, "roster" | "config">, typed: string): AgentName {
  const name = checkFreeName(parts, typed);
  checkPort(name, parts.roster.names());
  return name;
}

/** The same without a look at the ports of others. */
export function checkFreeName({ roster, config }: Pick<LifecycleParts, "roster" | "config">, typed: string): AgentName {
  const name = parseAs(agentNameSchema, typed);
  if (isReservedName(name)) throw new HiveError("reserved_name", `${name} already means somebody; choose another name`);
  if (roster.has(name)) throw new HiveError("agent_exists", `the hive already has an agent called ${name}`);
  checkSocketPath(agentPaths(config, name).modelSocket, "a shorter name, or a shorter `HYPERHIVE_RUN_DIR`");
  return name;
}

/** What a new agent is made from. */
export type Creation = {
  readonly name: AgentName;
  /** What its configuration begins with; the defaults, or what an agent of that name left behind, when absent. */
  readonly config?: AgentConfigInput | undefined;
  /** The commit of its configuration that it starts with; what is deployed when absent. */
  readonly sha?: string | undefined;
};

/** Makes an agent that does not run yet: its record, directories, config repos, `agent.json` and sockets. Each step is undone by the stack; what an agent of that name left behind stays. Throws `bad_request` for a configuration where an earlier one is kept. */
export async function createAgent(
  parts: LifecycleParts,
  { name, config, sha }: Creation,
  undo: AsyncDisposableStack,
): Promise<void> {
  const paths = agentPaths(parts.config, name);
  const wasSeeded = await parts.repos.isSeeded(name);
  if (wasSeeded && config !== undefined) throw keptConfig(name);
  const isNew = !existsSync(paths.root);
  if (isNew) undo.defer(() => rm(paths.root, { recursive: true, force: true }));
  addToRoster(parts, name);
  undo.defer(() => (isNew ? parts.roster.remove(name) : parts.roster.retire(name, parts.clock.now())));
  await makeAgentFolders(parts.config, name, folderOwners(parts, name));
  if (!wasSeeded) undo.defer(() => parts.repos.remove(name));
  const main = await seedAgent(parts, name, config);
  await writeConfig(parts, name, await configAt(parts, name, sha ?? main));
  await parts.doors.open(parts.roster.get(name).record);
  undo.defer(() => parts.doors.close(name));
}

function keptConfig(name: AgentName): HiveError {
  return new HiveError(
    "bad_request",
    `\`config\`: an earlier ${name} left its configuration behind, and that is taken; leave \`config\` out, or destroy ${name} with purge first`,
  );
}

function addToRoster({ records, roster, clock }: LifecycleParts, name: AgentName): void {
  const now = clock.now();
  roster.add({
    record: records.insert(name, now),
    config: { ok: false, problem: "its agent.json is not written yet" },
    running: false,
    connected: false,
    live: restingState(Math.floor(now / 1000)),
  });
}
