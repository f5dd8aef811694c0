import type { StatPoint } from "@hyperhive/wire";

/** The grid that a chart is drawn on; it stretches to whatever room there is. */
export const PLOT = { width: 320, height: 72 } as const;

/** The least round number that holds every value: 1, 2 or 5 with zeros. */
export function scaleTop(points: readonly StatPoint[]): number {
  const most = Math.max(0, ...points.map(({ value }) => value));
  if (most === 0) return 1;
  const unit = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 5, 10].map((step) => step * unit).find((top) => top >= most * 0.9999) ?? most;
}

/** The upper edge of a level as a line of steps, since each value holds until the next. */
export function levelLine(points: readonly StatPoint[], top: number): string {
  const step = PLOT.width / points.length;
  const places = points.map(({ value }, at) => `${at === 0 ? "M0 " : "V"}${yOf(value, top)}H${round((at + 1) * step)}`);
  return places.join("");
}

/** The area below that edge. */
export function levelArea(points: readonly StatPoint[], top: number): string {
  return points.length === 0 ? "" : `${levelLine(points, top)}V${PLOT.height}H0Z`;
}

/** Counts as one path of bars, each with a little room beside it. */
export function bars(points: readonly StatPoint[], top: number): string {
  const step = PLOT.width / points.length;
  const wide = Math.max(step * 0.78, step - 2);
  return points
    .map(({ value }, at) =>
      value === 0 ? "" : `M${round(at * step)} ${PLOT.height}V${yOf(value, top)}h${round(wide)}V${PLOT.height}z`,
    )
    .join("");
}

/** Which point lies under a place, given as a share of the width from 0 to 1. */
export function indexAt(share: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(share * count)));
}

function yOf(value: number, top: number): number {
  return round(PLOT.height - (value / top) * (PLOT.height - 2));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
