/** Whether a terminal follows its end, and how many rows came since it stopped. */
export type Tail = { readonly following: boolean; readonly seen: number };

/** How close to the end, in pixels, still counts as being there. */
const NEAR = 32;

/** Whether a pane is scrolled to its end. */
export function isAtEnd(pane: { scrollTop: number; scrollHeight: number; clientHeight: number }): boolean {
  return pane.scrollHeight - pane.scrollTop - pane.clientHeight <= NEAR;
}

/** The tail after the reader scrolled, or after `rows` rows are there in all. */
export function reduceTail(
  tail: Tail,
  event: { kind: "scrolled"; atEnd: boolean; rows: number } | { kind: "grown"; rows: number },
): Tail {
  if (event.kind === "scrolled") {
    if (event.atEnd) return { following: true, seen: event.rows };
    return tail.following ? { following: false, seen: event.rows } : tail;
  }
  return tail.following ? { following: true, seen: event.rows } : tail;
}

/** Rows that the reader has not seen. */
export function unseen(tail: Tail, rows: number): number {
  return tail.following ? 0 : Math.max(0, rows - tail.seen);
}
