import { rm } from "node:fs/promises";
import type { AgentConfig, AgentName } from "@hyperhive/wire";
import { writeAgentJson } from "../agents/agent-json.ts";
import { agentPaths } from "../agents/agent-paths.ts";
import type { BuildRun } from "../builds/build-queue.ts";
import { cageSpec } from "../lifecycle/cage-spec.ts";
import type { LifecycleParts } from "../lifecycle/lifecycle-parts.ts";
import { cageAccount, folderOwners } from "../lifecycle/raise-cage.ts";
import { trialSpec } from "../lifecycle/trial-spec.ts";

/** Builds an agent's configuration: tries it in a throwaway cage, so that one which cannot run here never reaches the agent. Throws the reason. */
export async function tryCage(
  parts: LifecycleParts,
  { name, config }: { readonly name: AgentName; readonly config: AgentConfig },
  { print, signal }: BuildRun,
): Promise<void> {
  const candidate = `${agentPaths(parts.config, name).agentJson}.trial`;
  await writeAgentJson(candidate, config, folderOwners(parts, name).agent);
  try {
    const spec = cageSpec({
      name,
      agent: config,
      core: parts.config,
      agentJson: candidate,
      ...cageAccount(parts, name),
    });
    await parts.runtime.build(trialSpec(spec, name), { onLine: print, signal });
  } finally {
    await rm(candidate, { force: true });
  }
}
