import { existsSync } from "node:fs";
import { join } from "node:path";
import { HiveError } from "@hyperhive/wire";
import { agentPaths, metaDir, type HiveRoots } from "../agents/agent-paths.ts";
import { resolveKept } from "../agents/kept-agent.ts";
import type { Roster } from "../agents/roster.ts";
import type { GitCall } from "../git/run-git.ts";

/** A repository that only the core writes, and its name on the pages. */
export type ShownRepo = { readonly repo: string; readonly call: GitCall };

/** What repositories are found with. */
export type ShownRepoParts = { readonly roster: Pick<Roster, "resolve">; readonly roots: HiveRoots };

const META = "meta";

/** The record of what is deployed (`meta`), or the applied configuration of an agent, also of one that was destroyed while it is there. Throws `unknown_agent`, `not_found`. */
export function findRepo(parts: ShownRepoParts, typed: string): ShownRepo {
  const repo = typed === META ? META : resolveKept(parts, typed);
  const gitDir = repo === META ? join(metaDir(parts.roots), ".git") : agentPaths(parts.roots, repo).applied;
  if (existsSync(gitDir)) return { repo, call: { gitDir } };
  throw new HiveError("not_found", `${repo} has no repository yet: nothing of it was deployed`);
}
