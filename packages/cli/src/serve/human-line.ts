import { printable } from "../render/printable.ts";

const WARN = 40;
const ERROR = 50;

type LogEntry = { level?: number; msg?: string; agent?: string; err?: { message?: string } };

/** One JSON line of the core's log as a person reads it: how bad, about whom, what, and why. What is no such line stays as it is. */
export function humanLine(line: string): string {
  const entry = parse(line);
  if (entry === undefined) return line;
  const { level = 0, msg = "", agent, err } = entry;
  const severity = level >= ERROR ? "error: " : level >= WARN ? "warning: " : "";
  const whom = agent === undefined ? "" : `${agent}: `;
  const why = err?.message === undefined ? "" : ` (${err.message})`;
  return `${printable(`${severity}${whom}${msg}${why}`)}\n`;
}

function parse(line: string): LogEntry | undefined {
  try {
    return JSON.parse(line) as LogEntry;
  } catch {
    // Not from the core's log; shown as it came.
    return undefined;
  }
}
