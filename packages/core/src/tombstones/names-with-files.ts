import { readdirSync } from "node:fs";
import { join } from "node:path";
import { agentNameSchema, type AgentName } from "@hyperhive/wire";
import { appliedDir, type HiveRoots } from "../agents/agent-paths.ts";

/** Every name that an agent's folder or its applied repository stands under, by name; whose agent lives is not told. */
export function namesWithFiles(roots: HiveRoots): readonly AgentName[] {
  const names = [join(roots.stateDir, "agents"), appliedDir(roots)].flatMap(foldersIn);
  return [...new Set(names)].toSorted();
}

function foldersIn(folder: string): AgentName[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const name = agentNameSchema.safeParse(entry.name);
    return entry.isDirectory() && name.success ? [name.data] : [];
  });
}
