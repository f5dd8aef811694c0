import { placeOf } from "../store/place-of.ts";
import type { DrawnRange } from "./drawn-range.ts";

/** Rows drawn at each side of one that was asked for. */
const BESIDE = 30;

/** The range of the rows around one. */
export function around(rows: readonly { readonly id: number }[], id: number): DrawnRange {
  const at = placeOf(rows, id);
  const end = at + BESIDE;
  return {
    from: rows[Math.max(0, at - BESIDE)]?.id ?? 0,
    to: end < rows.length ? (rows[end - 1]?.id ?? 0) : Infinity,
  };
}
