import { InvalidArgumentError } from "commander";

/** Reads how many of something. */
export function count(text: string): number {
  return whole(text, 1, "a number from 1");
}

/** Reads the number of a message. */
export function id(text: string): number {
  return whole(text.replace(/^#/, ""), 1, "the number of a message");
}

/** Reads a TCP port; 0 means any free one. */
export function port(text: string): number {
  const value = whole(text, 0, "a port from 0 to 65535");
  if (value > 65_535) throw new InvalidArgumentError("expected a port from 0 to 65535");
  return value;
}

function whole(text: string, least: number, expected: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
  throw new InvalidArgumentError(`expected ${expected}`);
}
