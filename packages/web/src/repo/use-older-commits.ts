import { useComputed, useSignal, type ReadonlySignal } from "@preact/signals";
import type { RepoCommit, RepoHistory } from "@hyperhive/wire";
import { errorText } from "../shell/error-text.ts";
import { usePage } from "../shell/page.ts";

/** The commits of a repository as far as they were asked for, newest first. */
export type OlderCommits = {
  readonly commits: ReadonlySignal<readonly RepoCommit[]>;
  /** Where the ones before these begin; undefined at the end. */
  readonly next: ReadonlySignal<string | undefined>;
  readonly busy: ReadonlySignal<boolean>;
  /** Why the last attempt failed. */
  readonly error: ReadonlySignal<string | undefined>;
  more(): Promise<void>;
};

type Older = Pick<RepoHistory, "commits" | "next">;

/** Continues from the newest page. What was loaded stays when that page is read anew, each commit once. */
export function useOlderCommits(first: RepoHistory): OlderCommits {
  const { http, noteFailure } = usePage();
  const older = useSignal<Older | undefined>(undefined);
  const busy = useSignal(false);
  const error = useSignal<string | undefined>(undefined);
  const newest = useSignal(first);
  newest.value = first;
  const next = useComputed(() => (older.value === undefined ? newest.value.next : older.value.next));
  const more = async () => {
    const after = next.peek();
    if (busy.peek() || after === undefined) return;
    busy.value = true;
    error.value = undefined;
    try {
      const page = await http.repoHistory(first.repo, { after });
      const { next: further, commits } = page;
      older.value = {
        commits: [...(older.peek()?.commits ?? []), ...commits],
        ...(further !== undefined && { next: further }),
      };
    } catch (failure) {
      noteFailure(failure);
      error.value = errorText(failure);
    }
    busy.value = false;
  };
  const commits = useComputed(() => {
    const known = new Set(newest.value.commits.map(({ sha }) => sha));
    return [...newest.value.commits, ...(older.value?.commits.filter(({ sha }) => !known.has(sha)) ?? [])];
  });
  return { commits, next, busy, error, more };
}
