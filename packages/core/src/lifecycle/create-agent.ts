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
import { readAgentJson, writeAgentJson } from "../agents/agent-json.ts";
import { agentPaths } from "../agents/agent-paths.ts";
import { restingState } from "../agents/live-state.ts";
import { checkPort } from "../agents/roster.ts";
import { checkSocketPath } from "../config/hive-roots.ts";
import type { LifecycleParts } from "./lifecycle-parts.ts";
import { folderOwners } from "./raise-cage.ts";

/** Checks what an operator wants to call a new agent. Throws `invalid_name`, `reserved_name`, `agent_exists`, `port_taken`. */
export function checkNewName({ roster, config }: Pick<LifecycleParts, "roster" | "config">, typed: string): AgentName {
  const name = parseAs(agentNameSchema, typed);
  if (isReservedName(name)) throw new HiveError("reserved_name", `${name} already means somebody; choose another name`);
  if (roster.has(name)) throw new HiveError("agent_exists", `the hive already has an agent called ${name}`);
  checkPort(name, roster.names());
  checkSocketPath(agentPaths(config, name).modelSocket, "a shorter name, or a shorter `HYPERHIVE_RUN_DIR`");
  return name;
}

/** Makes an agent that does not run yet: its record, directories, `agent.json` and sockets. Each step is undone by the stack; directories that were there before stay. */
export async function createAgent(
  parts: LifecycleParts,
  { name, config }: { name: AgentName; config: AgentConfigInput | undefined },
  undo: AsyncDisposableStack,
): Promise<void> {
  const paths = agentPaths(parts.config, name);
  const isNew = !existsSync(paths.root);
  if (isNew) undo.defer(() => rm(paths.root, { recursive: true, force: true }));
  addToRoster(parts, name);
  undo.defer(() => parts.roster.remove(name));
  const owners = folderOwners(parts, name);
  await makeAgentFolders(parts.config, name, owners);
  if (config !== undefined || !existsSync(paths.agentJson))
    await writeAgentJson(paths.agentJson, config ?? {}, owners.agent);
  parts.roster.note(name, { config: await readAgentJson(paths.agentJson) });
  await parts.doors.open(parts.roster.get(name).record);
  undo.defer(() => parts.doors.close(name));
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
