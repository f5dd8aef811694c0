import { MANAGER, type AgentName } from "@hyperhive/wire";
import type { Mount } from "../file-refs/file-refs.ts";
import { agentPaths, sharedDir, type HiveRoots } from "./agent-paths.ts";

/** The folders of the host that an agent sees and may name in a message. */
export function visibleFolders(roots: HiveRoots, name: AgentName, all: readonly AgentName[]): readonly Mount[] {
  const configs = name === MANAGER ? all : [name];
  return [
    { cage: "/state", host: agentPaths(roots, name).state },
    { cage: "/shared", host: sharedDir(roots) },
    ...configs.map((agent) => ({ cage: `/agents/${agent}/config`, host: agentPaths(roots, agent).config })),
  ];
}
