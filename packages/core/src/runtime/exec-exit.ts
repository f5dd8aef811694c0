import { constants } from "node:os";

/** Turns how a process ended into one number: its exit code, 128+n when signal n ended it. */
export function exitNumber(code: number | null, signal: NodeJS.Signals | number | null | undefined): number {
  if (!signal) return code ?? 1;
  return 128 + (typeof signal === "number" ? signal : constants.signals[signal]);
}
