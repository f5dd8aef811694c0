import { lstatSync, type Stats } from "node:fs";
import type { AgentName, Tombstone } from "@hyperhive/wire";
import { agentPaths, type HiveRoots } from "../agents/agent-paths.ts";

/** What can be told at once of an agent's files, without their size; undefined when there are none. No link is followed. */
export function readTombstone(roots: HiveRoots, name: AgentName): Omit<Tombstone, "size"> | undefined {
  const { root, applied, state, claude, credentials, agentJson, events, log } = agentPaths(roots, name);
  const folders = [root, applied].flatMap((path) => look(path) ?? []);
  if (folders.length === 0) return undefined;
  const found = [...folders, ...[state, claude, agentJson, events, log].flatMap((path) => look(path) ?? [])];
  return {
    name,
    last_modified: Math.floor(Math.max(...found.map(({ mtimeMs }) => mtimeMs))),
    has_credentials: look(claude)?.isDirectory() === true && look(credentials)?.isFile() === true,
  };
}

function look(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    // The agent may have closed its own folder; what cannot be looked at tells nothing.
    return undefined;
  }
}
