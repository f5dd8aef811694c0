import { createInterface } from "node:readline";
import type { Cli } from "./cli.ts";

/** Whether somebody sits there who can be asked. */
export function canAsk({ stdin, stderr }: Cli): boolean {
  return stdin.isTTY === true && stderr.isTTY === true;
}

/** Asks on stderr and resolves with the line that is typed, trimmed; an end of the input is an empty one. */
export async function askLine({ stdin, stderr }: Cli, question: string): Promise<string> {
  stderr.write(question);
  const lines = createInterface({ input: stdin, terminal: false });
  try {
    const line = await lines[Symbol.asyncIterator]().next();
    return line.done === true ? "" : line.value.trim();
  } finally {
    lines.close();
  }
}
