import type { DiffRow } from "./parse-diff.ts";

/** Lines that stand beside one another. */
export type RowPair = { readonly before?: DiffRow; readonly after?: DiffRow };

/** The lines of a hunk for two columns: context on both sides, removed lines beside the added ones that follow them. */
export function sideBySide(rows: readonly DiffRow[]): readonly RowPair[] {
  const pairs: RowPair[] = [];
  let removed: DiffRow[] = [];
  let added: DiffRow[] = [];
  const flush = () => {
    for (let at = 0; at < Math.max(removed.length, added.length); at += 1) {
      const [before, after] = [removed[at], added[at]];
      pairs.push({ ...(before && { before }), ...(after && { after }) });
    }
    [removed, added] = [[], []];
  };
  for (const row of rows) {
    if (row.sign === "+") added.push(row);
    else if (row.sign === "-") {
      if (added.length > 0) flush();
      removed.push(row);
    } else {
      flush();
      pairs.push({ before: row, after: row });
    }
  }
  flush();
  return pairs;
}
