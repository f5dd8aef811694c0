/** One measurement beside its floor. `better` tells which way the ratio is to be read. */
export type Row = {
  readonly what: string;
  readonly value: number;
  readonly unit: "ms" | "/s" | "MiB" | "";
  readonly floor?: { readonly what: string; readonly value: number };
  /** The most that was promised. */
  readonly limit?: number;
};

/** Prints measurements, their floors and the ratio between them. A promise that was not kept fails the process when all is measured. */
export function printTable(title: string, rows: readonly Row[]): void {
  process.stdout.write(`\n${title}\n`);
  const width = Math.max(...rows.map(({ what }) => what.length));
  for (const row of rows)
    process.stdout.write(
      `  ${row.what.padEnd(width)}  ${figure(row.value, row.unit)}${besideFloor(row)}${besideLimit(row)}\n`,
    );
  if (rows.some(isBroken)) process.exitCode = 1;
}

function besideLimit(row: Row): string {
  if (row.limit === undefined) return "";
  return `   ${isBroken(row) ? "MORE THAN" : "at most"} ${figure(row.limit, row.unit).trim()}`;
}

function isBroken({ value, limit }: Row): boolean {
  return limit !== undefined && !(value <= limit);
}

function besideFloor({ value, unit, floor }: Row): string {
  if (floor === undefined) return "";
  const ratio = unit === "/s" ? floor.value / value : value / floor.value;
  return `   floor ${figure(floor.value, unit)}  ×${ratio.toFixed(2)}   ${floor.what}`;
}

function figure(value: number, unit: Row["unit"]): string {
  return `${value >= 100 ? value.toFixed(0) : value.toFixed(3)} ${unit}`.padStart(12);
}
