import { join } from "node:path";
import type { Sha } from "../git/git-objects.ts";
import { runGit, type GitCall } from "../git/run-git.ts";

/** Two commits of a repository, the older one first; the empty tree stands for no commit. */
export type CommitRange = { readonly base: Sha; readonly head: Sha };

/** What changed between two commits. */
export type CommitDiff = {
  /** A unified diff, whole lines only. */
  readonly text: string;
  readonly files: number;
  readonly insertions: number;
  readonly deletions: number;
  /** Whether lines are missing at the end. */
  readonly truncated: boolean;
};

/** Most bytes of a diff that are shown. With everything else it still fits on a line of the wire, however its characters are encoded. */
export const MAX_SHOWN_DIFF_BYTES = 400 * 1024;

// `--text` shows what attributes of the tree would call binary.
const ARGUMENTS = [
  "-r",
  "--patch",
  "--shortstat",
  "--text",
  "--no-ext-diff",
  "--no-textconv",
  "--no-color",
  "--no-renames",
  // What shapes the agent comes first, so that no other file can push it out of a diff that is cut.
  `-O${join(import.meta.dirname, "diff-order")}`,
] as const;
const SUMMARY_BYTES = 200;

/** The diff of two commits of a repository, at most `maxBytes` of it. */
export async function diffCommits(
  repo: GitCall,
  { base, head, maxBytes }: CommitRange & { maxBytes: number },
): Promise<CommitDiff> {
  const { stdout, cut } = await runGit(["diff-tree", ...ARGUMENTS, "--end-of-options", base, head], {
    ...repo,
    maxBytes: maxBytes + SUMMARY_BYTES,
    beyond: "cut",
  });
  // First the summary, then an empty line, then the patch.
  const start = stdout.indexOf("\n\n");
  const patch = start === -1 ? Buffer.of() : stdout.subarray(start + 2);
  const summary = stdout.toString("utf8", 0, Math.max(start, 0));
  return { ...wholeLines(patch, { maxBytes, cut }), ...countsOf(summary) };
}

function wholeLines(patch: Buffer, { maxBytes, cut }: { maxBytes: number; cut: boolean }) {
  if (!cut && patch.length <= maxBytes) return { text: patch.toString(), truncated: false };
  const end = patch.subarray(0, maxBytes).lastIndexOf("\n") + 1;
  return { text: patch.toString("utf8", 0, end), truncated: true };
}

function countsOf(summary: string) {
  const count = (pattern: RegExp) => Number(pattern.exec(summary)?.[1] ?? 0);
  return {
    files: count(/(\d+) files? changed/),
    insertions: count(/(\d+) insertions?\(\+\)/),
    deletions: count(/(\d+) deletions?\(-\)/),
  };
}
