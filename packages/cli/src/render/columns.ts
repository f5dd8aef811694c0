/** Lays rows out in columns, two spaces apart; the last column keeps its length. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>((widest, row) => {
    row.forEach((cell, at) => (widest[at] = Math.max(widest[at] ?? 0, cell.length)));
    return widest;
  }, []);
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
