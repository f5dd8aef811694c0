import { text } from "node:stream/consumers";
import type { Cli } from "./cli.ts";

/** Words of a command line as one text; a lone `-` stands for what comes on stdin, without its last line feed. */
export async function typedText({ stdin }: Pick<Cli, "stdin">, words: readonly string[]): Promise<string> {
  return words.length === 1 && words[0] === "-" ? (await text(stdin)).replace(/\n$/, "") : words.join(" ");
}
