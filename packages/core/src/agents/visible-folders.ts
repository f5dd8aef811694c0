import { MANAGER, type AgentName } from "@hyperhive/wire";
import type { Mount } from "../file-refs/file-refs.ts";
import { agentPaths, sharedDir, type HiveRoots } from "./agent-paths.ts";

/** A folder of the host that an agent sees, and whether it may write there. */
export type VisibleFolder = Mount & { readonly access: "ro" | "rw" };

/** The folders of the host that an agent works with: its cage mounts them, and a message of it may name what is in them. */
export function visibleFolders(roots: HiveRoots, name: AgentName, all: readonly AgentName[]): readonly VisibleFolder[] {
  return [
    { cage: "/state", host: agentPaths(roots, name).state, access: "rw" },
    { cage: "/shared", host: sharedDir(roots), access: "rw" },
    ...configFolders(roots, name, all),
  ];
}

// Never `agents` as a whole: it holds the log-ins and the notes of everyone.
function configFolders(roots: HiveRoots, name: AgentName, all: readonly AgentName[]): readonly VisibleFolder[] {
  const isManager = name === MANAGER;
  const seen = isManager ? all : [name];
  return seen.map((agent) => ({
    cage: `/agents/${agent}/config`,
    host: agentPaths(roots, agent).config,
    access: isManager ? "rw" : "ro",
  }));
}
