import { MAX_LINE_BYTES } from "@hyperhive/wire";

const ENVELOPE_BYTES = 1024;

/** The last rows of a list that still fit on one line of the wire. */
export function newestThatFit<T>(rows: readonly T[]): T[] {
  let room = MAX_LINE_BYTES - ENVELOPE_BYTES;
  let first = rows.length;
  while (first > 0) {
    room -= Buffer.byteLength(JSON.stringify(rows[first - 1])) + 1;
    if (room < 0) break;
    first--;
  }
  return rows.slice(first);
}
