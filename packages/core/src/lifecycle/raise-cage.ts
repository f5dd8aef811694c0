import { HiveError, MANAGER, toAgentName, type AgentName } from "@hyperhive/wire";
import { makeAgentFolders, type FolderOwners } from "../agents/agent-folders.ts";
import { readAgentJson } from "../agents/agent-json.ts";
import { agentPaths } from "../agents/agent-paths.ts";
import { hostUid } from "../agents/agent-records.ts";
import { checkProposedFolder } from "../agents/proposed-folder.ts";
import type { HostAccount } from "../runtime/runtime.ts";
import { RuntimeError } from "../runtime/runtime-error.ts";
import { checkMountSources } from "./check-mount-sources.ts";
import { cageSpec } from "./cage-spec.ts";
import { rotateLog } from "./harness-log.ts";
import type { LifecycleParts } from "./lifecycle-parts.ts";

/** Starts the cage of an agent that the caller holds, from its `agent.json` as it stands now. One that runs already is taken as it is. */
export async function raiseCage(parts: LifecycleParts, name: AgentName): Promise<void> {
  const { config: core, roster, runtime, clock } = parts;
  const paths = agentPaths(core, name);
  const reading = await readAgentJson(paths.agentJson);
  roster.note(name, { config: reading });
  if (!reading.ok) throw new HiveError("bad_request", reading.problem);
  const owners = folderOwners(parts, name);
  await makeAgentFolders(core, name, owners);
  await rotateLog(paths.log);
  checkProposedFolder(core, name);
  await checkMountSources(reading.config.mounts, core);
  await runtime
    .start(cageSpec({ name, agent: reading.config, core, ...cageAccount(parts, name) }))
    .then(() => void roster.keep(name, { startedRev: parts.rev }), unlessRunning);
  roster.note(name, { running: true, startedAt: clock.now(), outlook: undefined });
}

/** The account that an agent's cage runs as, for a cage spec; nothing when the core is not root. */
export function cageAccount(
  parts: Pick<LifecycleParts, "config" | "roster">,
  name: AgentName,
): { readonly account?: HostAccount } {
  const { agent: uid } = folderOwners(parts, name);
  return uid === undefined ? {} : { account: { uid, gid: uid } };
}

/** Who owns an agent's directories: accounts of their own when the core is root. */
export function folderOwners(
  { config, roster }: Pick<LifecycleParts, "config" | "roster">,
  name: AgentName,
): FolderOwners {
  if (!config.asRoot) return {};
  return { agent: hostUid(roster.get(name).record), manager: hostUid(roster.get(toAgentName(MANAGER)).record) };
}

function unlessRunning(thrown: unknown): void {
  if (!(thrown instanceof RuntimeError && thrown.code === "cage_running")) throw thrown;
}
