import type { Cli } from "../cli.ts";
import { painter, type Tone } from "./paint.ts";

/** How output is shown on this stdout. */
export type Look = {
  /** Unix milliseconds. */
  readonly now: number;
  readonly paint: (tone: Tone, text: string) => string;
  /** Characters of a line of the terminal; absent elsewhere. */
  readonly width?: number;
};

/** The look for what goes to stdout now. */
export function lookOf(cli: Cli): Look {
  const { stdout } = cli;
  return {
    now: cli.now(),
    paint: painter(cli, stdout),
    ...(stdout.isTTY === true && stdout.columns !== undefined && { width: stdout.columns }),
  };
}
