import { realpath } from "node:fs/promises";
import { HiveError, liesIn, type AgentConfig } from "@hyperhive/wire";
import type { HiveRoots } from "../agents/agent-paths.ts";

/** Where the kernel shows itself, and with it what the core knows. */
const KERNEL = ["/dev", "/proc", "/sys"];

/** Refuses mounts whose source leads into the hive's own directories, to what holds them, or to the kernel's, and any that leads elsewhere than it says by a symbolic link: whoever can change the link would change what was approved. Throws `forbidden`. */
export async function checkMountSources(mounts: AgentConfig["mounts"], roots: HiveRoots): Promise<void> {
  const own = await Promise.all([roots.stateDir, roots.runDir].map(realOf));
  for (const { source } of mounts) {
    const real = await realOf(source);
    const lead = `\`mounts\`: ${source} leads to ${real}, and`;
    const root = own.find((place) => liesIn(real, place) || liesIn(place, real));
    if (root !== undefined) throw new HiveError("forbidden", `${lead} ${root} belongs to the hive alone`);
    const kernel = KERNEL.find((place) => liesIn(real, place));
    if (kernel !== undefined) throw new HiveError("forbidden", `${lead} ${kernel} cannot be given to a cage`);
    if (real !== source) throw new HiveError("forbidden", `${lead} a link can be changed; name ${real} itself`);
  }
}

// What is not there is refused by the runtime, with its name.
async function realOf(path: string): Promise<string> {
  return await realpath(path).catch(() => path);
}
