import { existsSync } from "node:fs";
import { HiveError } from "@hyperhive/wire";
import type { GitCall } from "./run-git.ts";

/** Resolves to what the work on a repository does; when that failed because the repository was removed meanwhile, throws `not_found`. */
export async function unlessRemoved<T>({ gitDir }: Pick<GitCall, "gitDir">, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (existsSync(gitDir)) throw cause;
    throw new HiveError("not_found", "the repository was deleted while it was read", { cause });
  }
}
