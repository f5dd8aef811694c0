import { placeOf } from "../store/place-of.ts";

type Row = { readonly id: number };

/** Ids of the first and the last row that are drawn; `to` is Infinity where the end is drawn however it grows. */
export type DrawnRange = { readonly from: number; readonly to: number };

/** Rows drawn at the end at first, and again after they grew too many. */
const FEW = 60;
/** Rows by which the range moves: few, so that they are drawn between two frames of the screen. */
const STEP = 10;
/** Most rows drawn at once. */
const MOST = 160;

/** The newest rows. */
export function atNewest(rows: readonly Row[]): DrawnRange {
  return { from: idAt(rows, rows.length - FEW), to: Infinity };
}

/** The range moved towards older rows, as far as there are some. */
export function movedUp(rows: readonly Row[], range: DrawnRange): DrawnRange {
  const from = Math.max(0, placeOf(rows, range.from) - STEP);
  const end = Math.min(endOf(rows, range), from + MOST);
  return { from: idAt(rows, from), to: end < rows.length ? lastTo(rows, end) : range.to };
}

/** The range moved towards newer rows, as far as there are some. */
export function movedDown(rows: readonly Row[], range: DrawnRange): DrawnRange {
  const end = Math.min(rows.length, endOf(rows, range) + STEP);
  const from = Math.max(placeOf(rows, range.from), end - MOST);
  return { from: idAt(rows, from), to: lastTo(rows, end) };
}

/** The range after rows came or went: never more than drawn at most, cut at the end that the reader is not at. */
export function settled(rows: readonly Row[], range: DrawnRange, follows: boolean): DrawnRange {
  const from = placeOf(rows, range.from);
  if (endOf(rows, range) - from <= MOST) return range;
  return follows ? atNewest(rows) : { from: range.from, to: lastTo(rows, from + MOST) };
}

/** The rows of the range. */
export function drawnRows<R extends Row>(rows: readonly R[], range: DrawnRange): readonly R[] {
  return rows.slice(placeOf(rows, range.from), endOf(rows, range));
}

/** Whether rows are held that the range leaves out, at each end. */
export function leftOut(rows: readonly Row[], range: DrawnRange): { readonly above: boolean; readonly below: boolean } {
  return { above: placeOf(rows, range.from) > 0, below: endOf(rows, range) < rows.length };
}

/** Index behind the last row of the range. */
function endOf(rows: readonly Row[], { to }: DrawnRange): number {
  return to === Infinity ? rows.length : placeOf(rows, to + 1);
}

function idAt(rows: readonly Row[], index: number): number {
  return rows[Math.max(0, index)]?.id ?? 0;
}

function lastTo(rows: readonly Row[], end: number): number {
  return end >= rows.length ? Infinity : idAt(rows, end - 1);
}
