import type { VNode } from "preact";
import type { ChangedWords } from "./changed-words.ts";
import { lineText } from "./line-text.tsx";
import type { DiffHunk, DiffRow } from "./parse-diff.ts";
import type { RowPair } from "./side-by-side.ts";

// Plain functions: a component for each of thousands of cells would cost more than what it shows.

/** Where the lines below it stand, across so many columns. */
export function hunkRow({ place, heading }: DiffHunk, columns: number): VNode {
  return (
    <tr class="diff-hunk">
      <td colSpan={columns}>
        @@ {place} @@ <bdi>{heading}</bdi>
      </td>
    </tr>
  );
}

/** A line with its number on either side. */
export function unifiedRow({ before, after }: RowPair, words: ChangedWords): VNode {
  const row = before ?? after;
  return (
    <tr class={classOf(row)}>
      <td class="n">{row?.before}</td>
      <td class="n">{row?.after}</td>
      {lineCells(row, words)}
    </tr>
  );
}

/** Lines that stand beside one another. */
export function splitRow({ before, after }: RowPair, words: ChangedWords): VNode {
  return (
    <tr>
      <td class={`n ${classOf(before)}`}>{before?.before}</td>
      {lineCells(before, words, classOf(before))}
      <td class={`n ${classOf(after)}`}>{after?.after}</td>
      {lineCells(after, words, classOf(after))}
    </tr>
  );
}

function lineCells(row: DiffRow | undefined, words: ChangedWords, side = ""): VNode | VNode[] {
  if (row === undefined) return <td class="void" colSpan={2} />;
  return [
    <td class={`s ${side}`}>{row.sign === "-" ? "−" : row.sign}</td>,
    <td class={`t ${side}`}>
      {lineText(row.text, words(row))}
      {row.endless && <span class="muted"> (no line feed at the end)</span>}
    </td>,
  ];
}

function classOf(row: DiffRow | undefined): string {
  if (row === undefined) return "void";
  return row.sign === "+" ? "diff-add" : row.sign === "-" ? "diff-del" : "diff-ctx";
}
