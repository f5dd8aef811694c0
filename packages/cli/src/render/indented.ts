import { printable } from "./printable.ts";

/** Text of an agent as lines of their own, set off so that none can pass for a line of ours. */
export function indented(text: string, { by = 2 } = {}): string[] {
  const margin = " ".repeat(by);
  return printable(text)
    .split("\n")
    .map((line) => `${margin}${line}`.trimEnd());
}
