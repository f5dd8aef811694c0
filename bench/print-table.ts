/** One measurement beside its floor. `better` tells which way the ratio is to be read. */
export type Row = {
  readonly what: string;
  readonly value: number;
  readonly unit: "ms" | "/s";
  readonly floor?: { readonly what: string; readonly value: number };
};

/** Prints measurements, their floors and the ratio between them. */
export function printTable(title: string, rows: readonly Row[]): void {
  process.stdout.write(`\n${title}\n`);
  const width = Math.max(...rows.map(({ what }) => what.length));
  for (const row of rows)
    process.stdout.write(`  ${row.what.padEnd(width)}  ${figure(row.value, row.unit)}${besideFloor(row)}\n`);
}

function besideFloor({ value, unit, floor }: Row): string {
  if (floor === undefined) return "";
  const ratio = unit === "ms" ? value / floor.value : floor.value / value;
  return `   floor ${figure(floor.value, unit)}  ×${ratio.toFixed(2)}   ${floor.what}`;
}

function figure(value: number, unit: Row["unit"]): string {
  return `${value >= 100 ? value.toFixed(0) : value.toFixed(3)} ${unit}`.padStart(12);
}
