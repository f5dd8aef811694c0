/** Whether a terminal follows its end, and how many rows came since it stopped. */
export type Tail = { readonly following: boolean; readonly seen: number };

/** How close to the end, in pixels, still counts as being there. */
const NEAR = 32;

/** Whether a pane is scrolled to its end. */
export function isAtEnd(pane: { scrollTop: number; scrollHeight: number; clientHeight: number }): boolean {
  return pane.scrollHeight - pane.scrollTop - pane.clientHeight <= NEAR;
}

/** The tail after the reader scrolled, or after `rows` rows are there in all; the same object when nothing changed. */
export function reduceTail(
  tail: Tail,
  event: { kind: "scrolled"; atEnd: boolean; rows: number } | { kind: "grown"; rows: number },
): Tail {
  const atEnd = event.kind === "scrolled" ? event.atEnd : tail.following;
  if (atEnd) return tail.following && tail.seen === event.rows ? tail : { following: true, seen: event.rows };
  return tail.following ? { following: false, seen: event.rows } : tail;
}

/** Rows that the reader has not seen. */
export function unseen(tail: Tail, rows: number): number {
  return tail.following ? 0 : Math.max(0, rows - tail.seen);
}
