import type { Readable, Writable } from "node:stream";
import { messageOf } from "@hyperhive/wire";
import { harnessName, type Flavor } from "./flavor.ts";
import { readSettings } from "./harness-settings.ts";
import { serve } from "./serve/serve.ts";
import { serveStdio } from "./stdio/serve-stdio.ts";

/** What a program hands in from its process. */
export type ProgramInput = {
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
};

/** Runs one of the two harness programs; resolves with its exit code and does not reject. */
export async function runHarness(flavor: Flavor, input: ProgramInput): Promise<number> {
  const [word, ...others] = input.words;
  const run = others.length > 0 ? undefined : COMMANDS[word ?? ""];
  if (run === undefined) {
    input.log(`expected \`serve\` or \`mcp\`, got ${JSON.stringify(input.words.join(" "))}`);
    return 2;
  }
  try {
    await run(readSettings(flavor, input.env), input);
    return 0;
  } catch (cause) {
    input.log(`${harnessName(flavor)} ends: ${messageOf(cause)}`);
    return 1;
  }
}

const COMMANDS: Readonly<
  Record<string, (settings: ReturnType<typeof readSettings>, input: ProgramInput) => Promise<void>>
> = {
  serve: async (settings, { signal, log }) => await serve(settings, { signal, log }),
  mcp: async (settings, input) => await serveStdio(settings, input),
};
