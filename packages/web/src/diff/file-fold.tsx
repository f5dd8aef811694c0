import { Fold } from "../controls/fold.tsx";
import { DiffLines } from "./diff-lines.tsx";
import { fileWords } from "./file-words.ts";
import type { FileDiff } from "./parse-diff.ts";
import { visibleText } from "./visible-text.ts";

type Props = {
  readonly file: FileDiff;
  /** Names the fold in this browser's memory. */
  readonly keep: string;
  readonly open: boolean;
  readonly isLarge: boolean;
  readonly split: boolean;
};

/** One file of a diff: its path, what happened to it and how many lines changed, then the lines. */
export function FileFold({ file, keep, open, isLarge, split }: Props) {
  const path = visibleText(file.path);
  const words = [...fileWords(file), ...(isLarge ? ["large, folded"] : [])];
  const head = (
    <>
      <bdi class="mono clip" title={path}>
        {file.from !== undefined && `${visibleText(file.from)} → `}
        {path}
      </bdi>
      {words.length > 0 && <span class="muted lab">{words.join(", ")}</span>}
      {file.hunks.length > 0 && (
        <span class="mono nums stat">
          <span class="plus">+{file.added}</span> <span class="minus">−{file.removed}</span>
          <span class="sr"> lines</span>
        </span>
      )}
    </>
  );
  if (file.hunks.length === 0) return <p class="dfile bare">{head}</p>;
  return (
    <Fold keep={keep} class="dfile" summaryClass="" open={open} summary={head}>
      {() => (
        <div class="diff" role="group" aria-label={`diff of ${path}`}>
          <DiffLines hunks={file.hunks} split={split} />
        </div>
      )}
    </Fold>
  );
}
