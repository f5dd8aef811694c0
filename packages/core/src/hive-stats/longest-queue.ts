import type { StatPoint } from "@hyperhive/wire";
import { pointsOf, type StepGrid } from "./step-grid.ts";

/** How long something waited, Unix milliseconds; it waits still when `until` is absent. */
export type Wait = { readonly from: number; readonly until?: number };

/** The longest that a queue was in each step. */
export function longestQueue(grid: StepGrid, waits: readonly Wait[]): StatPoint[] {
  const changes = changesOf(waits);
  let length = 0;
  let next = 0;
  // Up to a time; says the longest on the way there.
  const advance = (until: number): number => {
    let longest = length;
    for (let change = changes[next]; change !== undefined && change.at < until; change = changes[++next]) {
      length += change.by;
      longest = Math.max(longest, length);
    }
    return longest;
  };
  advance(grid.from);
  return pointsOf(grid, ({ until }) => advance(until));
}

// Of one time the beginnings come first, so that the shortest wait counts.
function changesOf(waits: readonly Wait[]): readonly { readonly at: number; readonly by: 1 | -1 }[] {
  return waits
    .flatMap(({ from, until }) => [
      { at: from, by: 1 as const },
      ...(until === undefined ? [] : [{ at: Math.max(until, from), by: -1 as const }]),
    ])
    .toSorted((one, other) => one.at - other.at || other.by - one.by);
}
