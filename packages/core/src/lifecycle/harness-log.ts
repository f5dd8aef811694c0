import { rename } from "node:fs/promises";
import { readEnd, readRange, sizeOf } from "../file-range.ts";

const MAX_LOG_BYTES = 10 * 1024 * 1024;
const MAX_READ_BYTES = 256 * 1024;
const LINE_FEED = 0x0a;

/** Some whole lines of a log, and the position in bytes after them. */
export type LogPart = { readonly lines: string[]; readonly position: number };

/** Where a log goes that has become too long. */
export function movedLog(path: string): string {
  return `${path}.1`;
}

/** Moves a log over 10 MiB aside, in place of the one moved before. */
export async function rotateLog(path: string): Promise<void> {
  if ((await sizeOf(path)) > MAX_LOG_BYTES) await rename(path, movedLog(path));
}

/** The last lines of a log, from at most its last 256 KiB; no file is an empty log. */
export async function tailLog(path: string, lines: number): Promise<LogPart> {
  const { bytes, from } = await readEnd(path, { maxBytes: MAX_READ_BYTES });
  const part = wholeLines(bytes, from);
  // What was cut at its front is no line.
  const found = part.lines.slice(from === 0 ? 0 : 1);
  return { lines: lines === 0 ? [] : found.slice(-lines), position: part.position };
}

/** The lines that were added after a position, at most 256 KiB of them; starts over when the log was moved aside. */
export async function readOn(path: string, position: number): Promise<LogPart> {
  const size = await sizeOf(path);
  const from = size < position ? 0 : position;
  const bytes = await readRange(path, from, Math.min(size, from + MAX_READ_BYTES));
  const part = wholeLines(bytes, from);
  if (part.lines.length > 0 || bytes.byteLength < MAX_READ_BYTES) return part;
  // A line longer than what is read at once comes in pieces.
  return { lines: [bytes.toString()], position: from + bytes.byteLength };
}

function wholeLines(bytes: Buffer, from: number): LogPart {
  const end = bytes.lastIndexOf(LINE_FEED) + 1;
  return { lines: bytes.toString("utf8", 0, end).split("\n").slice(0, -1), position: from + end };
}
