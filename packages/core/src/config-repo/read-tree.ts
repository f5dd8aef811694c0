import { GitError } from "../git/git-error.ts";
import { readObjects, type Sha } from "../git/git-objects.ts";
import { runGit, type GitCall } from "../git/run-git.ts";
import { checkEntries, checkText, PROPOSAL_LIMITS, tooManyFiles, type TreeEntry } from "./proposal-rules.ts";

const MAX_LISTING_BYTES = 1024 * 1024;

/** Every file of a commit as text, by path. Throws `unsafe_repo` that names the file when the commit holds what a configuration may not. */
export async function readTree(repo: GitCall, sha: Sha): Promise<ReadonlyMap<string, string>> {
  const files = checkEntries(await listTree(repo, sha));
  const shas = [...new Set(files.map((file) => file.sha))];
  const contents = await readObjects(shas, { ...repo, maxBytes: PROPOSAL_LIMITS.totalBytes });
  const bySha = new Map(shas.map((sha, index) => [sha, contents[index]]));
  return new Map(files.map(({ path, sha }) => [path, checkText(path, bySha.get(sha) ?? Buffer.of())]));
}

async function listTree(repo: GitCall, sha: Sha): Promise<readonly TreeEntry[]> {
  const { stdout } = await runGit(["ls-tree", "-r", "-z", "--long", "--full-tree", sha], {
    ...repo,
    maxBytes: MAX_LISTING_BYTES,
  }).catch((thrown: unknown) => {
    throw thrown instanceof GitError && thrown.trouble === "too_much_output" ? tooManyFiles() : thrown;
  });
  return [...entriesIn(stdout)];
}

function* entriesIn(listing: Buffer): Generator<TreeEntry> {
  for (let at = 0; at < listing.length;) {
    const end = listing.indexOf(0, at);
    const tab = listing.indexOf("\t", at);
    const [mode = "", , sha = "", size] = listing.toString("latin1", at, tab).split(/ +/);
    yield { mode, sha, size: Number(size) || 0, path: listing.subarray(tab + 1, end) };
    at = end + 1;
  }
}
