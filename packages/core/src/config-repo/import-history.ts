import { GitError } from "../git/git-error.ts";
import { lookUp, type Sha } from "../git/git-objects.ts";
import { gitText, runGit, type GitCall } from "../git/run-git.ts";
import { unsafe } from "./proposal-rules.ts";

const MAX_OBJECTS = 50_000;
const MAX_BYTES = 64 * 1024 * 1024;
const LINE_BYTES = 41;

/** A commit whose history goes from one repository to another. */
export type Import = {
  readonly from: GitCall;
  readonly to: GitCall;
  readonly sha: Sha;
  /** A commit that both have, with all its history. */
  readonly known: Sha;
};

/** Brings a commit and its history into a repository, each object checked by git and named by what it holds, not by what the sender called it. Throws `unsafe_repo` when git finds fault with one or it is too much. */
export async function importHistory({ from, to, sha, known }: Import): Promise<void> {
  const shas = await objectsOf({ from, sha, known });
  if (shas.length === 0) return;
  const pack = await packOf(from, shas);
  try {
    await runGit(["unpack-objects", "-q", "--strict"], { ...to, input: pack });
  } catch (cause) {
    if (!(cause instanceof GitError) || cause.trouble !== "failed") throw cause;
    throw unsafe(`git does not take the commit's history: ${cause.stderr.slice(0, 300)}`, { cause });
  }
}

async function objectsOf({ from, sha, known }: Omit<Import, "to">): Promise<readonly Sha[]> {
  const listing = await gitText(["rev-list", "--objects", "--no-object-names", "--stdin"], {
    ...from,
    input: `${sha}\n^${known}\n`,
    maxBytes: MAX_OBJECTS * LINE_BYTES,
  }).catch(tooMuch);
  return listing.split("\n").filter((line) => line !== "");
}

async function packOf(from: GitCall, shas: readonly Sha[]): Promise<Buffer> {
  const sizes = await lookUp(shas, from);
  const total = sizes.reduce((sum, found) => sum + (found.kind === "found" ? found.size : 0), 0);
  if (total > MAX_BYTES) throw historyTooLarge();
  const { stdout } = await runGit(["pack-objects", "-q", "--stdout", "--window=0"], {
    ...from,
    input: shas.map((sha) => `${sha}\n`).join(""),
    maxBytes: 2 * MAX_BYTES,
  });
  return stdout;
}

function tooMuch(thrown: unknown): never {
  throw thrown instanceof GitError && thrown.trouble === "too_much_output" ? historyTooLarge() : thrown;
}

function historyTooLarge() {
  return unsafe(
    "the commit's history is too large: at most 50,000 objects and 64 MiB; begin a new history without what is large",
  );
}
