import type { RepoChange, RepoHistory } from "@hyperhive/wire";
import { unlessRemoved } from "../git/unless-removed.ts";
import { commitChange } from "./commit-change.ts";
import { commitPage } from "./commit-page.ts";
import { findCommit } from "./find-commit.ts";
import { newestTags } from "./newest-tags.ts";
import { findRepo, type ShownRepoParts } from "./shown-repo.ts";

/** The history of the repositories that only the core writes: `meta`, and the applied configuration of each agent. Words, names and contents in it are anybody's. */
export class RepoHistories {
  readonly #parts: ShownRepoParts;

  constructor(parts: ShownRepoParts) {
    this.#parts = parts;
  }

  /** 50 commits of what was deployed, newest first, those after `after` when it is given, and the newest 500 tags. Throws `unknown_agent`, `bad_request`, `not_found`. */
  async history(name: string, { after }: { readonly after?: string | undefined } = {}): Promise<RepoHistory> {
    const shown = findRepo(this.#parts, name);
    return await unlessRemoved(shown.call, async () => {
      const from = after === undefined ? undefined : await findCommit(shown, after, "after");
      const [page, tags] = await Promise.all([commitPage(shown, from), newestTags(shown.call)]);
      return { repo: shown.repo, ...page, tags };
    });
  }

  /** One commit and its change, also one that was never deployed. Throws as `history` does. */
  async change(name: string, typed: string): Promise<RepoChange> {
    const shown = findRepo(this.#parts, name);
    return await unlessRemoved(shown.call, async () => commitChange(shown.call, await findCommit(shown, typed)));
  }
}
