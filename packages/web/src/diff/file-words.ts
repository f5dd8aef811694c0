import type { FileDiff } from "./parse-diff.ts";

const LINK = "120000";
const SUBMODULE = "160000";
const EXECUTABLE = "100755";

/** What is to be said of a file besides its lines, in words: that it is new, gone, renamed, a link, a program, or has no lines to show. */
export function fileWords(file: FileDiff): readonly string[] {
  const { change, mode, isBinary, hunks } = file;
  const words = [...CHANGES[change], ...modeWords(mode, change)];
  if (isBinary) return [...words, "binary, its content is not shown"];
  if (hunks.length > 0) return words;
  if (change === "added" || change === "deleted") return [...words, "empty"];
  return [...words, words.length > 0 ? "same content" : "no lines to show"];
}

const CHANGES: Readonly<Record<FileDiff["change"], readonly string[]>> = {
  changed: [],
  added: ["new file"],
  deleted: ["deleted"],
  renamed: ["renamed"],
  copied: ["copied"],
};

function modeWords(mode: FileDiff["mode"], change: FileDiff["change"]): string[] {
  if (mode === undefined) return [];
  if (change !== "added" && change !== "deleted") return [`${kindOf(mode.before)} before, now ${kindOf(mode.after)}`];
  return [LINK, SUBMODULE, EXECUTABLE].includes(mode.after) ? [kindOf(mode.after)] : [];
}

function kindOf(mode: string): string {
  if (mode === LINK) return "a symbolic link";
  if (mode === SUBMODULE) return "another repository";
  return mode === EXECUTABLE ? "executable" : `mode ${mode}`;
}
