import { HiveError, type RepoChange } from "@hyperhive/wire";
import { describeCommit } from "../config-repo/describe-commit.ts";
import { diffCommits, MAX_SHOWN_DIFF_BYTES } from "../config-repo/diff-commits.ts";
import { GitError } from "../git/git-error.ts";
import { EMPTY_TREE } from "../git/git-environment.ts";
import { lookUp, type Sha } from "../git/git-objects.ts";
import type { GitCall } from "../git/run-git.ts";

const TIMEOUT_MS = 10_000;

/** A commit and what it changed against its first parent, or all that it holds when it has none. Throws `unsupported` when that takes git too long. */
export async function commitChange(call: GitCall, sha: Sha): Promise<RepoChange> {
  const [words, base] = await Promise.all([describeCommit(call, sha), firstParent(call, sha)]);
  const range = { base, head: sha, maxBytes: MAX_SHOWN_DIFF_BYTES };
  const diff = await diffCommits({ ...call, timeoutMs: TIMEOUT_MS }, range).catch(refuseIfSlow);
  const { text, truncated, files, insertions, deletions } = diff;
  return { sha, ...words, diff: text, truncated, stat: { files, insertions, deletions } };
}

async function firstParent(call: GitCall, sha: Sha): Promise<Sha> {
  const [parent] = await lookUp([`${sha}^1`], call);
  return parent?.kind === "found" ? parent.sha : EMPTY_TREE;
}

// No such commit is deployed, but one may be in the history of one that is.
function refuseIfSlow(cause: unknown): never {
  if (!(cause instanceof GitError) || cause.trouble !== "timed_out") throw cause;
  throw new HiveError("unsupported", "the change is too large to be shown; look at it with git on the host", { cause });
}
