import type { AgentName } from "@hyperhive/wire";
import type { LifecycleParts } from "./lifecycle-parts.ts";
import { noteDeployed } from "./note-deployed.ts";

/** Records in the lock what a new agent runs with, and resolves to that commit; the message names the approval if there was one. */
export async function recordSpawn(
  parts: Pick<LifecycleParts, "repos" | "meta" | "roster">,
  name: AgentName,
  approval?: number,
): Promise<string> {
  const sha = await parts.repos.main(name);
  const by = approval === undefined ? "" : ` (approval ${approval})`;
  await parts.meta.record({ set: [{ name, rev: sha }] }, `spawn ${name} ${sha.slice(0, 12)}${by}`);
  await noteDeployed(parts);
  return sha;
}
