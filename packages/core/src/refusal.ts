import { HiveError } from "@hyperhive/wire";
import { GitError } from "./git/git-error.ts";
import { RuntimeError } from "./runtime/runtime-error.ts";

/** The refusal behind something thrown, in the form that crosses the wire, or undefined when it is a bug. */
export function refusalOf(thrown: unknown): HiveError | undefined {
  if (thrown instanceof HiveError) return thrown;
  if (thrown instanceof RuntimeError) return new HiveError(thrown.code, thrown.message, { cause: thrown });
  if (isDiskFull(thrown)) return diskFull(thrown);
  return undefined;
}

/** Why something failed, in words for people: those of the refusal, or where to look when it is a bug. */
export function reasonOf(thrown: unknown): string {
  return refusalOf(thrown)?.message ?? "something went wrong inside the core; its log has the cause";
}

// As the file system says it, and as sqlite and git do.
const SQLITE_FULL = 13;

function isDiskFull(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  if (thrown instanceof GitError) return thrown.isDiskFull;
  const { code, errcode } = thrown as Error & { readonly code?: unknown; readonly errcode?: unknown };
  return code === "ENOSPC" || code === "EDQUOT" || errcode === SQLITE_FULL;
}

function diskFull(cause: unknown): HiveError {
  return new HiveError("disk_full", "the disk of the hive is full; free some space there and try again", { cause });
}
