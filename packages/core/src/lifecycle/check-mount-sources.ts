import { realpath } from "node:fs/promises";
import { HiveError, liesIn, type AgentConfig } from "@hyperhive/wire";
import type { HiveRoots } from "../agents/agent-paths.ts";

/** Refuses mounts whose source leads into the hive's own directories, or to what holds them, also by a symbolic link. Throws `forbidden`. */
export async function checkMountSources(mounts: AgentConfig["mounts"], roots: HiveRoots): Promise<void> {
  const own = await Promise.all([roots.stateDir, roots.runDir].map(realOf));
  for (const { source } of mounts) {
    const real = await realOf(source);
    const root = own.find((place) => liesIn(real, place) || liesIn(place, real));
    if (root === undefined) continue;
    throw new HiveError("forbidden", `\`mounts\`: ${source} leads to ${real}, and ${root} belongs to the hive alone`);
  }
}

// What is not there is refused by the runtime, with its name.
async function realOf(path: string): Promise<string> {
  return await realpath(path).catch(() => path);
}
