const PER_VALUE = 16;

/** About how much memory a value of plain data holds; good enough to bound a buffer, cheap enough for every event. */
export function roughBytes(value: unknown): number {
  if (typeof value === "string") return PER_VALUE + value.length;
  if (typeof value !== "object" || value === null) return PER_VALUE;
  let bytes = PER_VALUE;
  for (const inner of Object.values(value)) bytes += PER_VALUE + roughBytes(inner);
  return bytes;
}
