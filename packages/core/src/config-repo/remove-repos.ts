import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import type { AgentName } from "@hyperhive/wire";
import { agentPaths, proposedDir, type HiveRoots } from "../agents/agent-paths.ts";
import { HeldFolder } from "../held-folder.ts";
import { removeTree } from "../remove-tree.ts";
import { passingPlaces } from "./passing-places.ts";

/** Removes an agent's proposed and applied repository for good, following no link out of what the manager writes. */
export async function removeRepos(roots: HiveRoots, name: AgentName): Promise<void> {
  const { applied } = agentPaths(roots, name);
  const { gone } = passingPlaces(applied);
  await rm(gone, { recursive: true, force: true });
  if (existsSync(applied)) await rename(applied, gone);
  await rm(gone, { recursive: true, force: true });
  if (!existsSync(proposedDir(roots))) return;
  using all = HeldFolder.open(proposedDir(roots));
  await removeTree(all, name);
}
