import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { counted } from "../format/amount.ts";
import { changedWords, type ChangedWords } from "./changed-words.ts";
import { LineText } from "./line-text.tsx";
import type { DiffHunk, DiffRow } from "./parse-diff.ts";
import { sideBySide, type RowPair } from "./side-by-side.ts";

type Item = { readonly hunk: DiffHunk } | RowPair;
type Props = { readonly hunks: readonly DiffHunk[]; readonly split: boolean };

const AT_FIRST = 400;
const AT_ONCE = 2000;

/** The lines of a file's hunks, in one column or two; the first 400, then 2,000 more at each press. */
export function DiffLines({ hunks, split }: Props) {
  const limit = useSignal(AT_FIRST);
  const items = useMemo(() => itemsOf(hunks, split), [hunks, split]);
  const words = useMemo(() => new Map(hunks.flatMap(({ rows }) => [...changedWords(rows)])), [hunks]);
  const Row = split ? SplitRow : UnifiedRow;
  const rest = items.length - limit.value;
  return (
    <>
      <table role="presentation" class={split ? "split" : ""}>
        {split && <SplitColumns />}
        <tbody>
          {items
            .slice(0, limit.value)
            .map((item, at) =>
              "hunk" in item ? (
                <HunkRow key={at} hunk={item.hunk} span={split ? 6 : 4} />
              ) : (
                <Row key={at} pair={item} words={words} />
              ),
            )}
        </tbody>
      </table>
      {rest > 0 && (
        <p class="rest">
          <button class="btn ghost sm" type="button" onClick={() => (limit.value += AT_ONCE)}>
            show {rest > AT_ONCE ? `${AT_ONCE.toLocaleString("en-GB")} more of ` : "the rest, "}
            {counted(rest, "line")}
          </button>
        </p>
      )}
    </>
  );
}

function SplitColumns() {
  return (
    <colgroup>
      <col class="n" />
      <col class="s" />
      <col />
      <col class="n" />
      <col class="s" />
      <col />
    </colgroup>
  );
}

function itemsOf(hunks: readonly DiffHunk[], split: boolean): Item[] {
  return hunks.flatMap((hunk): Item[] => [
    { hunk },
    ...(split ? sideBySide(hunk.rows) : hunk.rows.map((row) => (row.sign === "-" ? { before: row } : { after: row }))),
  ]);
}

function HunkRow({ hunk, span }: { hunk: DiffHunk; span: number }) {
  return (
    <tr class="diff-hunk">
      <td colSpan={span}>
        @@ {hunk.place} @@ <bdi>{hunk.heading}</bdi>
      </td>
    </tr>
  );
}

type RowProps = { readonly pair: RowPair; readonly words: ChangedWords };

function UnifiedRow({ pair, words }: RowProps) {
  const row = pair.before ?? pair.after;
  if (row === undefined) return null;
  return (
    <tr class={classOf(row)}>
      <td class="n">{row.before}</td>
      <td class="n">{row.after}</td>
      <LineCells row={row} words={words} />
    </tr>
  );
}

function SplitRow({ pair, words }: RowProps) {
  return (
    <tr>
      <td class={`n ${classOf(pair.before)}`}>{pair.before?.before}</td>
      <LineCells row={pair.before} words={words} side={classOf(pair.before)} />
      <td class={`n ${classOf(pair.after)}`}>{pair.after?.after}</td>
      <LineCells row={pair.after} words={words} side={classOf(pair.after)} />
    </tr>
  );
}

function LineCells({ row, words, side = "" }: { row: DiffRow | undefined; words: ChangedWords; side?: string }) {
  if (row === undefined) return <td class="void" colSpan={2} />;
  return (
    <>
      <td class={`s ${side}`}>{row.sign === "-" ? "−" : row.sign}</td>
      <td class={`t ${side}`}>
        <LineText text={row.text} words={words.get(row)} />
        {row.endless && <span class="muted"> (no line feed at the end)</span>}
      </td>
    </>
  );
}

function classOf(row: DiffRow | undefined): string {
  if (row === undefined) return "void";
  return row.sign === "+" ? "diff-add" : row.sign === "-" ? "diff-del" : "diff-ctx";
}
