import type { Turn } from "../store/live-view.ts";

/** The newest turns with at most about `limit` rows, without what was cleared away; `hidden` counts the rows left out at the top. */
export function visibleTurns(
  all: readonly Turn[],
  { clearedTo, limit }: { clearedTo: number; limit: number },
): { turns: readonly Turn[]; hidden: number } {
  const kept =
    clearedTo === 0 ? all : all.map((turn) => withoutCleared(turn, clearedTo)).filter((turn) => turn !== undefined);
  let room = limit;
  let first = kept.length;
  while (first > 0 && room > 0) {
    first -= 1;
    room -= rowsOf(kept[first]);
  }
  const [oldest, ...rest] = kept.slice(first);
  const before = kept.slice(0, first).reduce((sum, turn) => sum + rowsOf(turn), 0);
  if (oldest === undefined) return { turns: [], hidden: 0 };
  // One turn may be longer than the whole room: its first rows wait too.
  const over = Math.min(Math.max(0, -room), oldest.rows.length);
  return {
    turns: [over === 0 ? oldest : { ...oldest, rows: oldest.rows.slice(over) }, ...rest],
    hidden: before + over,
  };
}

function rowsOf(turn: Turn | undefined): number {
  return turn === undefined ? 0 : turn.rows.length + 2;
}

function withoutCleared(turn: Turn, clearedTo: number): Turn | undefined {
  if (turn.key > clearedTo) return turn;
  const rows = turn.rows.filter(({ key }) => key > clearedTo);
  const isOver = turn.end !== undefined || turn.start === undefined;
  return rows.length === 0 && isOver ? undefined : { ...turn, rows };
}
