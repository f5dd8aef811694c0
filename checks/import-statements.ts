/** An import, a re-export or a dynamic import with a literal: where it stands and what it names. */
export type ImportStatement = { readonly line: number; readonly specifier: string };

const patterns = [
  /^[ \t]*(?:import|export)\b[^;"'`()]*?\bfrom\s*["']([^"'\n]+)["']/gm,
  /^[ \t]*import\s*["']([^"'\n]+)["']/gm,
  /\bimport\(\s*["']([^"'\n]+)["']\s*[,)]/g,
];

/** Finds what a formatted TypeScript or JavaScript module imports, types included, in order of appearance. */
export function importStatements(text: string): readonly ImportStatement[] {
  const found = patterns.flatMap((pattern) => [...text.matchAll(pattern)]);
  return found
    .toSorted((a, b) => a.index - b.index)
    .map((match) => ({ line: lineOf(text, match.index + match[0].length), specifier: match[1] ?? "" }));
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}
