import { HiveError, type AgentName } from "@hyperhive/wire";
import { makeAgentFolders } from "../agents/agent-folders.ts";
import { readAgentJson } from "../agents/agent-json.ts";
import { agentPaths } from "../agents/agent-paths.ts";
import { checkProposedFolder } from "../agents/proposed-folder.ts";
import { RuntimeError } from "../runtime/runtime-error.ts";
import { cageSpec } from "./cage-spec.ts";
import { checkMountSources } from "./check-mount-sources.ts";
import { rotateLog } from "./harness-log.ts";
import { cageAccount, folderOwners } from "./host-accounts.ts";
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

function unlessRunning(thrown: unknown): void {
  if (!(thrown instanceof RuntimeError && thrown.code === "cage_running")) throw thrown;
}
