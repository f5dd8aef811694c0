import type { RepoChange, RepoTag } from "@hyperhive/wire";
import { useEffect, useRef } from "preact/hooks";
import { FetchedBody } from "../controls/fetched-body.tsx";
import { useFetched } from "../controls/use-fetched.ts";
import { DiffView } from "../diff/diff-view.tsx";
import { visibleText } from "../diff/visible-text.ts";
import { PlainText } from "../markdown/plain-text.tsx";
import { usePage } from "../shell/page.ts";
import { CommitTime } from "./commit-time.tsx";
import { CopyButton } from "./copy-button.tsx";
import { TagChip } from "./tag-chip.tsx";

type Props = {
  readonly repo: string;
  readonly sha: string;
  readonly tags: readonly RepoTag[];
  /** Whether the reader went to it; then it takes the focus where the list gives way to it. */
  readonly isChosen: boolean;
};

/** One commit: its words, its tags with theirs, and what it changed. */
export function CommitView({ repo, sha, tags, isChosen }: Props) {
  const { http } = usePage();
  const { fetched, again } = useFetched((signal) => http.repoChange(repo, sha, { signal }), `${repo}/${sha}`);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { activeElement: active, body } = document;
    // The link that led here is no longer seen.
    if (isChosen && (active === body || active?.checkVisibility() !== true)) box.current?.focus();
  }, [isChosen]);
  return (
    <div class="commit-view" ref={box} tabIndex={-1}>
      <FetchedBody fetched={fetched.value} what="the commit" again={again}>
        {(change) => (
          <>
            <CommitHead change={change} />
            <TagTexts tags={tags.filter((tag) => tag.sha === change.sha)} />
            <DiffView
              text={change.diff}
              truncated={change.truncated}
              keep={`repo-diff:${repo}:${change.sha}`}
              empty="this commit changes no file."
              lead={<Stat change={change} />}
            />
          </>
        )}
      </FetchedBody>
    </div>
  );
}

function CommitHead({ change: { sha, author, at, message } }: { change: RepoChange }) {
  const [subject = "", ...rest] = message.trim().split("\n");
  const body = rest.join("\n").trim();
  return (
    <header>
      <h3>
        <bdi>{visibleText(subject) || "(no words)"}</bdi>
      </h3>
      <p class="data">
        <span title={sha}>{sha.slice(0, 12)}</span>
        <CopyButton text={sha} what="the commit's sha" />
        <bdi class="clip">{visibleText(author)}</bdi>
        <CommitTime at={at} />
      </p>
      {body !== "" && <PlainText text={withVisibleLines(body)} />}
    </header>
  );
}

function TagTexts({ tags }: { tags: readonly RepoTag[] }) {
  if (tags.length === 0) return null;
  return (
    <ul class="tag-texts" aria-label="tags of this commit">
      {tags.map((tag) => (
        <li key={tag.name}>
          <TagChip tag={tag} />
          <TagText text={tag.message?.trim() ?? ""} />
          {tag.at !== undefined && (
            <span class="data">
              <CommitTime at={tag.at} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function TagText({ text }: { text: string }) {
  if (text === "") return null;
  if (text.length > 200 || text.includes("\n")) return <PlainText text={withVisibleLines(text)} />;
  return <bdi class="said soft">{visibleText(text)}</bdi>;
}

function Stat({ change: { stat } }: { change: RepoChange }) {
  return (
    <span class="mono nums stat">
      <span class="ok">+{stat.insertions}</span> <span class="bad">−{stat.deletions}</span>
      <span class="sr"> lines</span>
    </span>
  );
}

/** The text with what hides or turns other text around made visible, line by line. */
function withVisibleLines(text: string): string {
  return text
    .split("\n")
    .map((line) => visibleText(line.replace(/\r$/, "")))
    .join("\n");
}
