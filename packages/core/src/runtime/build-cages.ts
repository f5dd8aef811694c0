import type { AgentName } from "@hyperhive/wire";
import type { Runtime } from "./runtime.ts";

const PREFIX = "b-";

/** Name of the throwaway cage in which an agent's configuration is tried; no cage of an agent begins so. */
export function buildCageName(name: AgentName): string {
  return `${PREFIX}${name}`;
}

/** Tells whether a cage is one of a build. */
export function isBuildCage(cage: string): boolean {
  return cage.startsWith(PREFIX);
}

/** Ends and forgets the builds that a killed core left, and gives their cages. To be called before anything is built. */
export async function sweepBuildCages(runtime: Runtime): Promise<readonly string[]> {
  const left = (await runtime.list()).map(({ cage }) => cage).filter(isBuildCage);
  for (const cage of left) {
    await runtime.stop(cage, { graceMs: 0 });
    await runtime.destroy(cage);
  }
  return left;
}
