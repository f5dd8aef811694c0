import type { RepoTag } from "@hyperhive/wire";
import { visibleText } from "../diff/visible-text.ts";
import { CommitTime } from "./commit-time.tsx";
import { repoHash } from "./repo-route.ts";
import { TagChip } from "./tag-chip.tsx";

/** Every tag, newest first, also those on commits that were never deployed. */
export function TagList({ repo, tags }: { repo: string; tags: readonly RepoTag[] }) {
  return (
    <ul class="tag-list" aria-label="tags">
      {tags.map((tag) => (
        <li key={tag.name}>
          <a href={repoHash({ repo, sha: tag.sha })}>
            <TagChip tag={tag} />
            <bdi class="clip soft">{visibleText(tag.message?.trim().split("\n", 1)[0] ?? "")}</bdi>
            {tag.at !== undefined && (
              <span class="data">
                <CommitTime at={tag.at} />
              </span>
            )}
          </a>
        </li>
      ))}
    </ul>
  );
}
