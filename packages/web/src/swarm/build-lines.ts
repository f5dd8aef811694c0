import type { BuildLine } from "@hyperhive/wire";
import { machineLine } from "../format/machine-line.ts";
import { MAX_LINES } from "../store/build-queue.ts";

/** Lines that are drawn together. */
export type LineBlock = { readonly key: number; readonly text: string };

const BLOCK = 50;
const texts = new WeakMap<BuildLine, string>();

/** A build's lines in blocks by their numbers, so that a new line changes the last block only, and one that falls away the first. */
export function lineBlocks(lines: readonly BuildLine[]): readonly LineBlock[] {
  const groups = Map.groupBy(lines, ({ seq }) => Math.floor(seq / BLOCK));
  return [...groups].map(([key, group]) => ({ key, text: group.map(textOf).join("\n") }));
}

function textOf(line: BuildLine): string {
  const known = texts.get(line);
  if (known !== undefined) return known;
  const text = machineLine(line.line);
  texts.set(line, text);
  return text;
}

/** Whether lines are missing that there were before: a page that had to load afresh hears only what comes from then on. `first` is the number of the first line there is. */
export function lacksStart(lines: readonly BuildLine[] | undefined, first: number): boolean {
  if (lines === undefined) return true;
  const [start] = lines;
  return start !== undefined && start.seq > first && lines.length < MAX_LINES;
}
