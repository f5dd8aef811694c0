import { cutText } from "@hyperhive/wire";
import { readEnd } from "../file-range.ts";

// Enough for 5,000 lines of a log; what is older is not read, however large the file.
const MAX_BYTES = 2 * 1024 * 1024;
const LONGEST_LINE = 2_000;

/** The last lines of a log. */
export type LogTail = {
  /** At most 2,000 characters each, with an ellipsis where something is left out. */
  readonly lines: string[];
  /** Whether there are older ones. */
  readonly truncated: boolean;
};

/** Reads the last `count` lines of a log, at most its last 2 MiB, also a last one that is not ended yet; bytes that are no UTF-8 are replaced. No file is an empty log. */
export async function readLogTail(path: string, count: number): Promise<LogTail> {
  const { bytes, from } = await readEnd(path, { maxBytes: MAX_BYTES });
  if (bytes.length === 0) return { lines: [], truncated: false };
  const [first = "", ...others] = bytes.toString().replace(/\n$/, "").split("\n");
  const whole = [from === 0 ? cutText(first, LONGEST_LINE) : cutFront(first), ...others.map(cutLine)];
  const lines = whole.slice(-count);
  return { lines, truncated: from > 0 || lines.length < whole.length };
}

function cutLine(line: string): string {
  return cutText(line, LONGEST_LINE);
}

// Its beginning was not read.
function cutFront(line: string): string {
  return `…${line.slice(-LONGEST_LINE).toWellFormed()}`;
}
