import { join } from "node:path";
import type { AgentName } from "@hyperhive/wire";
import type { HiveRoots } from "../agents/agent-paths.ts";
import { GitError } from "../git/git-error.ts";
import type { Sha } from "../git/git-objects.ts";
import type { GitCall } from "../git/run-git.ts";
import { resolveCommit } from "./commit-ref.ts";
import { importHistory } from "./import-history.ts";
import { openObjects } from "./open-objects.ts";
import { unsafe } from "./proposal-rules.ts";
import { inQuarantine } from "./quarantine.ts";
import { readTree } from "./read-tree.ts";

/** A commit of a proposed repository that is to be taken over. */
export type Pin = {
  readonly roots: HiveRoots;
  readonly name: AgentName;
  readonly commitRef: string;
  readonly applied: GitCall;
  /** A commit of applied, which has all its history. */
  readonly known: Sha;
  readonly folder: string;
};

/** Brings a commit of a proposed repository and its history into the applied one and resolves to its sha. */
export async function pinCommit({ roots, name, commitRef, applied, known, folder }: Pin): Promise<Sha> {
  const objects = join(applied.gitDir, "objects");
  const order = { open: () => openObjects(roots, name), known: objects, folder, prefix: `${name}.` };
  const sha = await inQuarantine(order, async (copy) => {
    const sha = await resolveCommit(copy, commitRef);
    await readTree(copy, sha);
    await importHistory({ from: copy, to: applied, sha, known });
    return sha;
  });
  // In the copy an object may hold something else than its name says; here git has named it.
  await readTree(applied, sha).catch(notAsNamed);
  return sha;
}

function notAsNamed(cause: unknown): never {
  throw cause instanceof GitError
    ? unsafe("the commit holds objects that are not what they are named", { cause })
    : cause;
}
