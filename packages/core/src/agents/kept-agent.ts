import { existsSync } from "node:fs";
import { typedNameSchema, type AgentName } from "@hyperhive/wire";
import { agentPaths, type HiveRoots } from "./agent-paths.ts";
import type { Roster } from "./roster.ts";

/** The agent behind a typed name, also one that was destroyed while its files are there. Throws `unknown_agent`. */
export function resolveKept(
  { roster, roots }: { readonly roster: Pick<Roster, "resolve">; readonly roots: HiveRoots },
  typed: string,
): AgentName {
  const { data: name } = typedNameSchema.safeParse(typed);
  return name !== undefined && isKept(roots, name) ? name : roster.resolve(typed);
}

function isKept(roots: HiveRoots, name: AgentName): boolean {
  const { root, applied } = agentPaths(roots, name);
  return existsSync(root) || existsSync(applied);
}
