import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import type { AgentName } from "@hyperhive/wire";
import { agentPaths, type HiveRoots } from "../agents/agent-paths.ts";
import { removeLeftovers } from "../git/remove-leftovers.ts";
import { runGit } from "../git/run-git.ts";
import { passingPlaces } from "./passing-places.ts";

/** Removes what a killed git or core left of making, changing or removing an agent's applied repository. Nothing may be at work there. */
export async function recoverRepos(roots: HiveRoots, name: AgentName): Promise<void> {
  const { applied } = agentPaths(roots, name);
  for (const place of Object.values(passingPlaces(applied))) await rm(place, { recursive: true, force: true });
  if (!existsSync(applied)) return;
  await removeLeftovers(applied);
  // Keeps looking for the tags of a commit fast, however many there are.
  await runGit(["pack-refs", "--all"], { gitDir: applied });
}
