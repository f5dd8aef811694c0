import { HiveError } from "@hyperhive/wire";
import { GitError } from "../git/git-error.ts";
import { lookUp, type Sha } from "../git/git-objects.ts";
import type { GitCall } from "../git/run-git.ts";

/** Does something with commits that are named by their full sha. When git cannot because one is not there, throws `not_found` that names it. */
export async function withCommits<T>(repo: GitCall, shas: readonly Sha[], work: () => Promise<T>): Promise<T> {
  const strange = shas.find((sha) => !/^[0-9a-f]{40}$/.test(sha));
  if (strange !== undefined) throw new TypeError(`expected the full sha of a commit, got ${strange}`);
  try {
    return await work();
  } catch (thrown) {
    // Asked only now, since it costs a second git.
    const missing = thrown instanceof GitError ? await findMissing(repo, shas) : undefined;
    if (missing === undefined) throw thrown;
    throw new HiveError("not_found", `the applied repository has no commit ${missing}`, { cause: thrown });
  }
}

async function findMissing(repo: GitCall, shas: readonly Sha[]): Promise<Sha | undefined> {
  const names = shas.map((sha) => `${sha}^{commit}`);
  const found = await lookUp(names, repo);
  return shas[found.findIndex(({ kind }) => kind !== "found")];
}
