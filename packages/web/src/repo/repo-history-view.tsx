import { useRef } from "preact/hooks";
import { FetchedBody } from "../controls/fetched-body.tsx";
import { Fold } from "../controls/fold.tsx";
import { RefreshButton } from "../controls/refresh-button.tsx";
import { useFetched } from "../controls/use-fetched.ts";
import { usePage } from "../shell/page.ts";
import type { RepoHistory } from "@hyperhive/wire";
import { CommitList } from "./commit-list.tsx";
import { CommitView } from "./commit-view.tsx";
import { repoHash, type RepoRoute } from "./repo-route.ts";
import { TagList } from "./tag-list.tsx";
import { useOlderCommits } from "./use-older-commits.ts";

/** A repository's commits, and beside them what the chosen one changed, or the newest while none is chosen. On a phone one of both. */
export function RepoHistoryView({ route: { repo, sha } }: { route: RepoRoute }) {
  const { http } = usePage();
  const { fetched, again } = useFetched((signal) => http.repoHistory(repo, { signal }), repo);
  const what = "the history";
  const shown = sha ?? fetched.value.data?.commits[0]?.sha;
  const tags = fetched.value.data?.tags ?? [];
  return (
    <div class={sha === undefined ? "repo" : "repo chosen"}>
      <section class="repo-list" aria-label="commits">
        <p class="bar">
          <span class="muted">newest first</span>
          <RefreshButton what={what} busy={fetched.value.busy} again={again} />
        </p>
        <FetchedBody fetched={fetched.value} what={what} again={again}>
          {(first) => <History first={first} chosen={shown} />}
        </FetchedBody>
      </section>
      <section class="repo-change" aria-label="commit">
        <a class="btn ghost sm repo-back" href={repoHash({ repo })}>
          ← all commits
        </a>
        {shown !== undefined && (
          <CommitView key={shown} repo={repo} sha={shown} tags={tags} isChosen={sha !== undefined} />
        )}
      </section>
    </div>
  );
}

function History({ first, chosen }: { first: RepoHistory; chosen: string | undefined }) {
  const { repo, tags } = first;
  const older = useOlderCommits(first);
  const list = useRef<HTMLDivElement>(null);
  if (first.commits.length === 0)
    return <p class="none">nothing has been deployed yet; the first approval puts its commit here.</p>;
  return (
    <div ref={list}>
      {tags.length > 0 && (
        <Fold keep="repo-tags" class="repo-tags" summaryClass="fold leaf" summary={`↳ tags · ${tags.length}`}>
          {() => <TagList repo={repo} tags={tags} />}
        </Fold>
      )}
      <CommitList repo={repo} commits={older.commits.value} tags={tags} chosen={chosen} />
      {older.next.value !== undefined && (
        <p class="rest">
          <button
            class="btn sm"
            type="button"
            aria-disabled={older.busy.value}
            aria-busy={older.busy.value}
            onClick={() => void older.more()}
          >
            older commits
          </button>
          {older.error.value !== undefined && (
            <span class="bad" role="alert">
              they could not be loaded: <bdi>{older.error.value}</bdi>
            </span>
          )}
        </p>
      )}
    </div>
  );
}
