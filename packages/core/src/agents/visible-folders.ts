import { MANAGER, type AgentName } from "@hyperhive/wire";
import type { Mount } from "../file-refs/file-refs.ts";
import { agentPaths, appliedDir, metaDir, proposedDir, sharedDir, type HiveRoots } from "./agent-paths.ts";

/** A folder of the host that an agent sees, and whether it may write there. */
export type VisibleFolder = Mount & { readonly access: "ro" | "rw" };

/** The folders of the host that an agent works with: its cage mounts them, and a message of it may name what is in them. */
export function visibleFolders(roots: HiveRoots, name: AgentName): readonly VisibleFolder[] {
  return [
    { cage: "/state", host: agentPaths(roots, name).state, access: "rw" },
    { cage: "/shared", host: sharedDir(roots), access: "rw" },
    ...configFolders(roots, name),
  ];
}

// Never the state directory's `agents`: it holds the log-ins and the notes of everyone.
function configFolders(roots: HiveRoots, name: AgentName): readonly VisibleFolder[] {
  if (name !== MANAGER) return [{ cage: `/agents/${name}/config`, host: agentPaths(roots, name).config, access: "ro" }];
  return [
    // As a whole, so that an agent that is made later is there at once.
    { cage: "/agents", host: proposedDir(roots), access: "rw" },
    { cage: "/applied", host: appliedDir(roots), access: "ro" },
    { cage: "/meta", host: metaDir(roots), access: "ro" },
  ];
}
