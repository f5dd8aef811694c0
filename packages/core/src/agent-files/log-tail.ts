import { cutText } from "@hyperhive/wire";
import { readEnd } from "../file-range.ts";

// Enough for 5,000 lines of a log; what is older is not read, however large the file.
const MAX_BYTES = 2 * 1024 * 1024;
const LONGEST_LINE = 2_000;
const LINE_FEED = 0x0a;

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
  const ended = bytes.at(-1) === LINE_FEED ? bytes.subarray(0, -1) : bytes;
  const start = startOfLast(ended, count);
  const [first = "", ...others] = ended.toString("utf8", start).split("\n");
  const isWhole = start > 0 || from === 0;
  return { lines: [isWhole ? cutLine(first) : cutFront(first), ...others.map(cutLine)], truncated: from + start > 0 };
}

// Before anything is made of the lines: there may be a million that are not wanted.
function startOfLast(bytes: Buffer, count: number): number {
  let start = bytes.length + 1;
  for (let line = 0; line < count && start > 0; line += 1)
    start = start === 1 ? 0 : bytes.lastIndexOf(LINE_FEED, start - 2) + 1;
  return start;
}

function cutLine(line: string): string {
  return cutText(line, LONGEST_LINE);
}

// Its beginning was not read.
function cutFront(line: string): string {
  return `…${line.slice(-LONGEST_LINE).toWellFormed()}`;
}
