import { columnWidths } from "./columns.ts";
import type { Look } from "./look.ts";
import type { Tone } from "./paint.ts";
import { oneLine } from "./printable.ts";

/** A cell, coloured or not. */
export type Cell = string | { readonly text: string; readonly tone: Tone };

const LEAST_ROOM = 20;
const GAP = "  ";

/** Lays cells out in columns, one line per row, below a faint heading if there is one. Any text may stand in a cell; on a terminal the last column is cut where the line would break. */
export function table(
  given: { readonly head?: readonly string[]; readonly rows: readonly (readonly Cell[])[] },
  look: Look,
): string[] {
  const { head, rows } = given;
  const all = head === undefined ? rows : [head.map((text): Cell => ({ text, tone: "faint" })), ...rows];
  const texts = all.map((row) => row.map((cell) => oneLine(textOf(cell), Infinity)));
  const widths = columnWidths(texts);
  const room = roomOfLast(widths, look.width);
  return all.map((row, at) => lineOf(row, { texts: texts[at] ?? [], widths, room, look }));
}

type Line = {
  readonly texts: readonly string[];
  readonly widths: readonly number[];
  readonly room: number;
  readonly look: Look;
};

function lineOf(row: readonly Cell[], { texts, widths, room, look }: Line): string {
  const last = widths.length - 1;
  const cells = row.map((cell, at) => {
    const text = at === last ? oneLine(texts[at] ?? "", room) : (texts[at] ?? "");
    const padding = at === last ? "" : " ".repeat((widths[at] ?? 0) - text.length);
    return (typeof cell === "string" ? text : look.paint(cell.tone, text)) + padding;
  });
  return cells.join(GAP).trimEnd();
}

function roomOfLast(widths: readonly number[], width = Infinity): number {
  const before = widths.slice(0, -1).reduce((sum, each) => sum + each + GAP.length, 0);
  return Math.max(LEAST_ROOM, width - before);
}

function textOf(cell: Cell): string {
  return typeof cell === "string" ? cell : cell.text;
}
