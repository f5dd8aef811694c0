/** Lays rows out in columns, two spaces apart; the last column keeps its length. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = columnWidths(rows);
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

/** How wide each column has to be. */
export function columnWidths(rows: readonly (readonly string[])[]): number[] {
  return rows.reduce<number[]>((widest, row) => {
    row.forEach((cell, at) => (widest[at] = Math.max(widest[at] ?? 0, cell.length)));
    return widest;
  }, []);
}
