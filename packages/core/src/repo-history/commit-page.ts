import { cutText, HiveError, type RepoCommit } from "@hyperhive/wire";
import { describeCommit, MAX_COMMIT_BYTES, wordsOf, type CommitWords } from "../config-repo/describe-commit.ts";
import { lookUp, readObjects, type Sha } from "../git/git-objects.ts";
import { runGit, type GitCall } from "../git/run-git.ts";
import type { ShownRepo } from "./shown-repo.ts";

/** Some commits, newest first, and the last of them when there are older ones. */
export type CommitPage = { readonly commits: RepoCommit[]; readonly next?: Sha };

const PAGE = 50;
const MAX_SUBJECT = 200;
const MAIN = "refs/heads/main";
// Some 800,000 commits; what is older is not reached.
const MAX_LISTING_BYTES = 32 * 1024 * 1024;

/** The newest 50 commits of `main`, or the 50 that come after one of them; none comes before what builds on it, whatever dates they claim. Throws `not_found` when `after` is not on `main`. */
export async function commitPage(shown: ShownRepo, after: Sha | undefined): Promise<CommitPage> {
  const found = after === undefined ? await newest(shown.call) : await older(shown, after);
  const shas = found.slice(0, PAGE);
  const words = await readWords(shas, shown.call);
  const commits = shas.map((sha, at) => rowOf(sha, words[at]));
  const last = shas.at(-1);
  return { commits, ...(found.length > PAGE && last !== undefined && { next: last }) };
}

// One more than a page tells whether there are more.
async function newest(call: GitCall): Promise<readonly Sha[]> {
  return list(call, [`--max-count=${PAGE + 1}`]);
}

async function older({ repo, call }: ShownRepo, after: Sha): Promise<readonly Sha[]> {
  const all = await list(call, []);
  const at = all.indexOf(after);
  if (at === -1) throw new HiveError("not_found", `\`after\`: ${after.slice(0, 40)} is not in the history of ${repo}`);
  return all.slice(at + 1, at + 2 + PAGE);
}

async function list(call: GitCall, options: readonly string[]): Promise<readonly Sha[]> {
  const [main] = await lookUp([`${MAIN}^{commit}`], call);
  if (main?.kind !== "found") return [];
  const limits = { maxBytes: MAX_LISTING_BYTES, beyond: "cut" } as const;
  const { stdout } = await runGit(["rev-list", "--topo-order", ...options, main.sha, "--"], { ...call, ...limits });
  return stdout.toString("latin1").split("\n").slice(0, -1);
}

// All at once, but for commits that are too long for that.
async function readWords(shas: readonly Sha[], call: GitCall): Promise<readonly CommitWords[]> {
  if (shas.length === 0) return [];
  const found = await lookUp(shas, call);
  const short = found.flatMap((one) => (one.kind === "found" && one.size <= MAX_COMMIT_BYTES ? [one.sha] : []));
  const objects = await readObjects(short, { ...call, maxBytes: short.length * MAX_COMMIT_BYTES });
  const bySha = new Map(short.map((sha, at) => [sha, wordsOf(objects[at] ?? Buffer.of(), "author")]));
  const words: CommitWords[] = [];
  for (const sha of shas) words.push(bySha.get(sha) ?? (await describeCommit(call, sha)));
  return words;
}

function rowOf(sha: Sha, words: CommitWords | undefined): RepoCommit {
  const { author = "", at = 0, message = "" } = words ?? {};
  return { sha, author, at, subject: cutText(message.split("\n", 1)[0] ?? "", MAX_SUBJECT) };
}
