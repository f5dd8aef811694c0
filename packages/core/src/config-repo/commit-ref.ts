import { HiveError } from "@hyperhive/wire";
import { lookUp, type Sha } from "../git/git-objects.ts";
import type { GitCall } from "../git/run-git.ts";

/** Throws `bad_request` unless a commit is named by 7 to 40 hex digits: branches and tags can be moved after somebody has looked. */
export function checkCommitRef(commitRef: string): void {
  if (/^[0-9a-f]{7,40}$/i.test(commitRef)) return;
  const given = JSON.stringify(commitRef.slice(0, 60));
  throw new HiveError(
    "bad_request",
    `\`commit_ref\`: expected 7 to 40 hex digits of a commit, got ${given}; a branch or a tag can move, so send what \`git rev-parse HEAD\` says`,
  );
}

/** The commit that hex digits stand for in a repository. Throws `not_found`, and `bad_request` when several begin like that. */
export async function resolveCommit(repo: GitCall, commitRef: string): Promise<Sha> {
  const [commit, any] = await lookUp([`${commitRef}^{commit}`, commitRef], repo);
  if (commit?.kind === "found") return commit.sha;
  // git says so of the digits alone only.
  if (any?.kind === "ambiguous")
    throw new HiveError("bad_request", `\`commit_ref\` ${commitRef} begins several objects; give more of its digits`);
  throw new HiveError("not_found", `the proposed repository has no commit ${commitRef}; commit first, then submit`);
}
