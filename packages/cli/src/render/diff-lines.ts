import type { Look } from "./look.ts";
import type { Tone } from "./paint.ts";
import { printable } from "./printable.ts";

/** A unified diff with each line in its colour, made harmless for a terminal. */
export function diffLines(diff: string, { paint }: Look): string[] {
  const lines = printable(diff).replace(/\n$/, "").split("\n");
  let inHunk = false;
  return lines.map((line) => {
    if (line.startsWith("@@")) inHunk = true;
    // Only here a line of a file cannot begin like that, since git puts a sign before it.
    else if (line.startsWith("diff ")) inHunk = false;
    const tone = inHunk ? toneInHunk(line) : "strong";
    return tone === undefined ? line : paint(tone, line);
  });
}

/** Inside of a hunk `---` is a removed line that begins with `--`, and no heading. */
function toneInHunk(line: string): Tone | undefined {
  if (line.startsWith("@@")) return "note";
  if (line.startsWith("+")) return "good";
  if (line.startsWith("-")) return "bad";
  return line.startsWith("\\") ? "faint" : undefined;
}
