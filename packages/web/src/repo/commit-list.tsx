import type { RepoCommit, RepoTag } from "@hyperhive/wire";
import { memo } from "../controls/memo.tsx";
import { visibleText } from "../diff/visible-text.ts";
import { CommitTime } from "./commit-time.tsx";
import { repoHash } from "./repo-route.ts";
import { TagChip } from "./tag-chip.tsx";
import { tagsByCommit } from "./tag-look.ts";

type Props = {
  readonly repo: string;
  readonly commits: readonly RepoCommit[];
  readonly tags: readonly RepoTag[];
  readonly chosen: string | undefined;
};

const MAX_CHIPS = 6;

/** Commits in their order, each a link to what it changed, with the tags that stand on it. */
export function CommitList({ repo, commits, tags, chosen }: Props) {
  const byCommit = tagsByCommit(tags);
  return (
    <ul class="commits">
      {commits.map((commit) => (
        <CommitRow
          key={commit.sha}
          repo={repo}
          commit={commit}
          tags={byCommit.get(commit.sha)}
          isChosen={chosen !== undefined && commit.sha.startsWith(chosen)}
        />
      ))}
    </ul>
  );
}

type RowProps = {
  readonly repo: string;
  readonly commit: RepoCommit;
  readonly tags: readonly RepoTag[] | undefined;
  readonly isChosen: boolean;
};

const CommitRow = memo(function CommitRow({
  repo,
  commit: { sha, subject, author, at },
  tags = [],
  isChosen,
}: RowProps) {
  return (
    <li>
      <a href={repoHash({ repo, sha })} aria-current={isChosen ? "true" : undefined}>
        <bdi class="subject">{visibleText(subject) || "(no words)"}</bdi>
        <span class="data">
          <span>{sha.slice(0, 8)}</span>
          <bdi class="clip">{visibleText(author)}</bdi>
          <CommitTime at={at} />
        </span>
        {tags.length > 0 && (
          <span class="tags">
            {tags.slice(0, MAX_CHIPS).map((tag) => (
              <TagChip key={tag.name} tag={tag} />
            ))}
            {tags.length > MAX_CHIPS && <span class="muted">and {tags.length - MAX_CHIPS} more</span>}
          </span>
        )}
      </a>
    </li>
  );
});
