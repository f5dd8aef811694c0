/** The part of a text that is shown at first. */
export type CutText = { readonly shown: string; readonly lines: number; readonly isCut: boolean };

const MAX_LINES = 40;
const MAX_CHARS = 6000;

/** At most 40 lines and 6,000 characters of a text, and how many lines it has in all. */
export function cutText(text: string): CutText {
  const lines = countLines(text);
  const shown = firstLines(text.slice(0, MAX_CHARS), MAX_LINES);
  return { shown, lines, isCut: shown.length < text.length };
}

function countLines(text: string): number {
  if (text === "") return 0;
  let count = text.endsWith("\n") ? 0 : 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

function firstLines(text: string, lines: number): string {
  let end = -1;
  for (let line = 0; line < lines; line += 1) {
    end = text.indexOf("\n", end + 1);
    if (end < 0) return text;
  }
  return text.slice(0, end);
}
