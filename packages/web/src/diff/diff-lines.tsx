import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { memo } from "../controls/memo.tsx";
import { counted } from "../format/amount.ts";
import { changedWords, type ChangedWords } from "./changed-words.ts";
import { hunkRow, splitRow, unifiedRow } from "./diff-row.tsx";
import type { DiffHunk } from "./parse-diff.ts";
import { sideBySide, type RowPair } from "./side-by-side.ts";

type Item = { readonly hunk: DiffHunk } | RowPair;
type Props = { readonly hunks: readonly DiffHunk[]; readonly split: boolean };

const BLOCK_ROWS = 400;
const BLOCKS_AT_ONCE = 5;

/** The lines of a file's hunks, in one column or two; the first 400, then 2,000 more at each press. */
export function DiffLines({ hunks, split }: Props) {
  const drawn = useSignal(1);
  const blocks = useMemo(() => blocksOf(itemsOf(hunks, split)), [hunks, split]);
  const words = useMemo(() => changedWords(hunks), [hunks]);
  const rest = blocks.slice(drawn.value).reduce((sum, block) => sum + block.length, 0);
  const more = BLOCKS_AT_ONCE * BLOCK_ROWS;
  return (
    <>
      <table role="presentation" class={split ? "split" : ""} style={{ "--digits": digitsIn(hunks) }}>
        <colgroup>
          {(split ? "nstnst" : "nnst").split("").map((kind, at) => (
            <col key={at} class={kind} />
          ))}
        </colgroup>
        {blocks.slice(0, drawn.value).map((items, at) => (
          <Block key={at} items={items} split={split} words={words} />
        ))}
      </table>
      {rest > 0 && (
        <p class="rest">
          <button class="btn ghost sm" type="button" onClick={() => (drawn.value += BLOCKS_AT_ONCE)}>
            show {rest > more ? `${more.toLocaleString("en-GB")} more of ` : "the rest, "}
            {counted(rest, "line")}
          </button>
        </p>
      )}
    </>
  );
}

type BlockProps = { readonly items: readonly Item[]; readonly split: boolean; readonly words: ChangedWords };

/** Rows that are drawn once, however many follow. */
const Block = memo(function Block({ items, split, words }: BlockProps) {
  const row = split ? splitRow : unifiedRow;
  return <tbody>{items.map((item) => ("hunk" in item ? hunkRow(item.hunk, split ? 6 : 4) : row(item, words)))}</tbody>;
});

function itemsOf(hunks: readonly DiffHunk[], split: boolean): Item[] {
  return hunks.flatMap((hunk): Item[] => [
    { hunk },
    ...(split ? sideBySide(hunk.rows) : hunk.rows.map((row) => (row.sign === "-" ? { before: row } : { after: row }))),
  ]);
}

function blocksOf(items: readonly Item[]): readonly (readonly Item[])[] {
  const count = Math.ceil(items.length / BLOCK_ROWS);
  return Array.from({ length: count }, (_, at) => items.slice(at * BLOCK_ROWS, (at + 1) * BLOCK_ROWS));
}

function digitsIn(hunks: readonly DiffHunk[]): number {
  const last = hunks.at(-1)?.rows.findLast(({ after }) => after !== undefined)?.after ?? 1;
  const removed = hunks.at(-1)?.rows.findLast(({ before }) => before !== undefined)?.before ?? 1;
  return String(Math.max(last, removed)).length;
}
