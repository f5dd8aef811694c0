import { withoutControls } from "../git/git-error.ts";
import type { Sha } from "../git/git-objects.ts";
import { runGit, type GitCall } from "../git/run-git.ts";

/** What a commit says of itself; anybody may have written it. */
export type CommitWords = {
  /** `name <address>`, at most 200 characters. */
  readonly author: string;
  /** Unix milliseconds of the author's clock. */
  readonly at: number;
  /** At most 4,000 characters, without control characters but tab and line end. */
  readonly message: string;
};

const SIGNED = {
  author: /^author (.*) (\d{1,12}) [-+]\d+$/m,
  tagger: /^tagger (.*) (\d{1,12}) [-+]\d+$/m,
} as const;
/** Most bytes of a commit that are read for its words. */
export const MAX_COMMIT_BYTES = 32 * 1024;
const MAX_AUTHOR = 200;
const MAX_MESSAGE = 4_000;

/** Reads what a commit says of itself; bytes that are no UTF-8 are replaced. */
export async function describeCommit(repo: GitCall, sha: Sha): Promise<CommitWords> {
  const call = { ...repo, maxBytes: MAX_COMMIT_BYTES, beyond: "cut" } as const;
  const { stdout } = await runGit(["cat-file", "commit", sha], call);
  return wordsOf(stdout, "author");
}

/** What the bytes of a commit or of an annotated tag say, by its author or its tagger; bytes that are no UTF-8 are replaced. */
export function wordsOf(object: Uint8Array, by: "author" | "tagger"): CommitWords {
  const text = new TextDecoder().decode(object);
  const end = text.indexOf("\n\n");
  const headers = end === -1 ? text : text.slice(0, end);
  const [, author = "", seconds = "0"] = SIGNED[by].exec(headers) ?? [];
  return {
    author: withoutControls(author).slice(0, MAX_AUTHOR),
    at: Number(seconds) * 1000,
    message: end === -1 ? "" : cleaned(text.slice(end + 2)),
  };
}

function cleaned(message: string): string {
  return message
    .replaceAll(/[^\P{Cc}\t\n]/gu, "")
    .trim()
    .slice(0, MAX_MESSAGE);
}
