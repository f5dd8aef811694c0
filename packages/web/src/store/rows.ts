type Row = { readonly id: number };

/** The rows with this one, at the place of the row with its id, or by id among the others. */
export function placed<R extends Row>(rows: readonly R[], row: R): readonly R[] {
  const at = rows.findIndex(({ id }) => id === row.id);
  if (at >= 0) return rows.with(at, row);
  return [...rows, row].toSorted((a, b) => a.id - b.id);
}

/** The rows without the one of this id; the same array when it is not there. */
export function without<R extends Row>(rows: readonly R[], id: number): readonly R[] {
  return rows.some((row) => row.id === id) ? rows.filter((row) => row.id !== id) : rows;
}
