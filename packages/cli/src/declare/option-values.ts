import { InvalidArgumentError } from "commander";

/** Reads how many of something. */
export function count(text: string): number {
  return whole(text, 1, "a number from 1");
}

/** Makes a reader of how many of something, where the core lists no more than `most`. */
export function countUpTo(most: number): (text: string) => number {
  const expected = `a number from 1 to ${most}`;
  return (text) => {
    const value = whole(text, 1, expected);
    if (value <= most) return value;
    throw new InvalidArgumentError(`expected ${expected}`);
  };
}

/** Makes a reader of the number of one thing. */
export function numberOf(what: string): (text: string) => number {
  return (text) => whole(text.replace(/^#/, ""), 1, `the number of ${what}`);
}

/** Makes a reader that gathers the numbers of several things. */
export function numbersOf(what: string): (text: string, before?: readonly number[]) => readonly number[] {
  const read = numberOf(what);
  return (text, before = []) => [...before, read(text)];
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
