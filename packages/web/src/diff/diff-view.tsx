import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useMemo, useRef } from "preact/hooks";
import { Segments } from "../controls/segments.tsx";
import { counted } from "../format/amount.ts";
import { PlainText } from "../markdown/plain-text.tsx";
import { chooseSplit, useRoomForSplit, wantsSplit } from "./diff-layout.ts";
import { FileFold } from "./file-fold.tsx";
import { parseDiff, type FileDiff } from "./parse-diff.ts";

type Props = {
  /** Git's unified diff, whoever wrote what is in it. */
  readonly text: string;
  readonly truncated: boolean;
  /** Names the folds of its files in this browser's memory, such as `approval-diff:87`. */
  readonly keep: string;
  /** Said when nothing differs. */
  readonly empty: string;
  /** What stands in the bar before and after the count of files. */
  readonly lead?: ComponentChildren;
  readonly tools?: ComponentChildren;
  /** What stands between the bar and the files. */
  readonly notes?: ComponentChildren;
};

const LARGE_ROWS = 200;
const OPEN_ROWS = 600;
const FILES_AT_FIRST = 100;

/** A diff, a fold for each file with the large ones closed, in one column or, where there is room and it is wanted, in two. Load it lazily. */
export function DiffView({ text, truncated, keep, empty, lead, tools, notes }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const room = useRoomForSplit(box);
  const files = useMemo(() => withFolds(parseDiff(text)), [text]);
  const split = room && wantsSplit.value;
  return (
    <div class="dview" ref={box}>
      <div class="dbar">
        {lead}
        <span class="mono nums muted tot">{counted(files.length, "file")}</span>
        {room && (
          <Segments
            class="push"
            label="diff layout"
            options={LAYOUTS}
            value={split ? "split" : "unified"}
            choose={(layout) => chooseSplit(layout === "split")}
          />
        )}
        {tools}
      </div>
      {notes}
      {text.trim() === "" && <p class="none">{empty}</p>}
      {files.length === 0 && text.trim() !== "" && <PlainText text={text} />}
      <Files files={files} keep={keep} split={split} />
      {truncated && <p class="flag limit">this diff was too long to be sent whole: its end is missing here.</p>}
    </div>
  );
}

const LAYOUTS = [
  { value: "unified", text: "unified" },
  { value: "split", text: "split" },
] as const;

type Folded = { readonly file: FileDiff; readonly isLarge: boolean; readonly open: boolean };

function withFolds(files: readonly FileDiff[]): readonly Folded[] {
  let rows = 0;
  return files.map((file) => {
    const own = file.hunks.reduce((sum, hunk) => sum + hunk.rows.length, 0);
    const isLarge = own > LARGE_ROWS;
    if (!isLarge) rows += own;
    return { file, isLarge, open: !isLarge && rows <= OPEN_ROWS };
  });
}

function Files({ files, keep, split }: { files: readonly Folded[]; keep: string; split: boolean }) {
  const all = useSignal(false);
  const rest = files.length - FILES_AT_FIRST;
  return (
    <>
      {(all.value ? files : files.slice(0, FILES_AT_FIRST)).map(({ file, isLarge, open }) => (
        <FileFold
          key={file.path}
          file={file}
          keep={`${keep}:${file.path}`}
          open={open}
          isLarge={isLarge}
          split={split}
        />
      ))}
      {rest > 0 && !all.value && (
        <p class="rest">
          <button class="btn ghost sm" type="button" onClick={() => (all.value = true)}>
            show {counted(rest, "more file")}
          </button>
        </p>
      )}
    </>
  );
}
