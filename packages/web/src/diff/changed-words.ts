import type { DiffHunk, DiffRow } from "./parse-diff.ts";
import type { Piece } from "./visible-text.ts";

/** The words of a changed line that differ, or undefined when it changed as a whole or not at all. Compared when they are asked for, once. */
export type ChangedWords = (row: DiffRow) => readonly Piece[] | undefined;

type Pair = { readonly before: DiffRow; readonly after: DiffRow };

const MAX_CHARS = 500;
const MAX_WORDS = 160;
/** Below this share of common text two lines have nothing to do with one another. */
const MIN_COMMON = 0.35;

/** Which words changed in lines that stand for one another: the removed lines of a run and the added ones after them, in their order. */
export function changedWords(hunks: readonly Pick<DiffHunk, "rows">[]): ChangedWords {
  const found = hunks.flatMap(({ rows }) => pairsIn(rows));
  const pairs = new Map(found.flatMap((pair) => [[pair.before, pair] as const, [pair.after, pair] as const]));
  const known = new Map<DiffRow, readonly Piece[]>();
  return (row) => {
    const pair = pairs.get(row);
    if (pair === undefined) return known.get(row);
    // Asked for one side or both, they are compared once.
    pairs.delete(pair.before);
    pairs.delete(pair.after);
    for (const [side, pieces] of piecesOf(pair) ?? []) known.set(side, pieces);
    return known.get(row);
  };
}

function pairsIn(rows: readonly DiffRow[]): Pair[] {
  const pairs: Pair[] = [];
  let removed: DiffRow[] = [];
  let added = 0;
  for (const row of rows) {
    if (row.sign === "-" && added === 0) removed.push(row);
    else if (row.sign === "+") {
      const before = removed[added++];
      if (before !== undefined) pairs.push({ before, after: row });
    } else [removed, added] = [row.sign === "-" ? [row] : [], 0];
  }
  return pairs;
}

function piecesOf({ before, after }: Pair): [DiffRow, readonly Piece[]][] | undefined {
  if (before.text.length > MAX_CHARS || after.text.length > MAX_CHARS) return undefined;
  const [old, fresh] = [wordsOf(before.text), wordsOf(after.text)];
  if (old.length > MAX_WORDS || fresh.length > MAX_WORDS) return undefined;
  const common = longestCommon(old, fresh);
  const kept = common.reduce((sum, [at]) => sum + (old[at]?.trim().length ?? 0), 0);
  if (kept < MIN_COMMON * Math.max(before.text.trim().length, after.text.trim().length)) return undefined;
  return [
    [before, joined(old, new Set(common.map(([at]) => at)))],
    [after, joined(fresh, new Set(common.map(([, at]) => at)))],
  ];
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];
}

/** Positions of the words of a longest common subsequence, in both texts. */
function longestCommon(old: readonly string[], fresh: readonly string[]): [number, number][] {
  const width = fresh.length + 1;
  const best = new Uint16Array((old.length + 1) * width);
  const at = (i: number, j: number) => best[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = fresh.length - 1; j >= 0; j -= 1)
      best[i * width + j] = old[i] === fresh[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const found: [number, number][] = [];
  for (let i = 0, j = 0; i < old.length && j < fresh.length;) {
    if (old[i] === fresh[j]) found.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return found;
}

function joined(words: readonly string[], same: ReadonlySet<number>): Piece[] {
  const pieces: Piece[] = [];
  for (const [index, text] of words.entries()) {
    const kind = same.has(index) ? "same" : "changed";
    const last = pieces.at(-1);
    if (last?.kind === kind) pieces[pieces.length - 1] = { kind, text: last.text + text };
    else pieces.push({ kind, text });
  }
  return pieces;
}
