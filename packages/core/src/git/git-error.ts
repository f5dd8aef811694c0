/** Why git did not give an answer. */
export type GitTrouble = "failed" | "timed_out" | "too_much_output";

const MAX_WORDS = 2_000;
// As the system says it in English, and as git does where it does not ask the system.
const FULL = /no space left on device|disk quota exceeded|out of diskspace/i;

/** git did not do what it was told; a bug, a full disk or a damaged repository, unless the caller knows better. */
export class GitError extends Error {
  override readonly name = "GitError";
  readonly trouble: GitTrouble;
  /** What git said, without control characters. */
  readonly stderr: string;

  constructor(trouble: GitTrouble, { verb, stderr, ending }: { verb: string; stderr: string; ending: string }) {
    const words = withoutControls(stderr).slice(0, MAX_WORDS);
    super(`git ${verb} ${ending}${words === "" ? "" : `: ${words}`}`);
    this.trouble = trouble;
    this.stderr = words;
  }

  /** Whether git had no room to write. */
  get isDiskFull(): boolean {
    return FULL.test(this.stderr);
  }
}

/** Text of a hostile source for one line of a message: every control or invisible character becomes a blank. */
export function withoutControls(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ").trim();
}
