/** A piece of a text, marked when it is one of the words that were looked for. */
export type MarkedPiece = { readonly text: string; readonly marked: boolean };

const BEFORE = 60;
const EXCERPT = 240;

/** The words of a query as they are looked for; what stands in double quotes is one phrase. */
export function queryWords(query: string): readonly string[] {
  return query
    .split('"')
    .flatMap((part, at) => (at % 2 === 1 ? [part.trim()] : part.split(/\s+/u)))
    .filter((word) => word !== "");
}

/** The text in pieces, the words in it marked whatever their case. */
export function markedText(text: string, words: readonly string[]): readonly MarkedPiece[] {
  const pattern = patternOf(words);
  if (pattern === undefined) return [{ text, marked: false }];
  return text
    .split(pattern)
    .map((piece, at) => ({ text: piece, marked: at % 2 === 1 }))
    .filter((piece) => piece.text !== "");
}

/** One line of the text around the first of the words, at most 240 characters. */
export function excerptOf(text: string, words: readonly string[]): string {
  const at = patternOf(words)?.exec(text)?.index ?? 0;
  const from = at <= BEFORE ? 0 : at - BEFORE;
  const cut = text
    .slice(from, from + EXCERPT)
    .replace(/\s+/gu, " ")
    .trim();
  return `${from > 0 ? "…" : ""}${cut}${from + EXCERPT < text.length ? "…" : ""}`;
}

function patternOf(words: readonly string[]): RegExp | undefined {
  if (words.length === 0) return undefined;
  const longestFirst = words.toSorted((a, b) => b.length - a.length);
  return new RegExp(`(${longestFirst.map(phrasePattern).join("|")})`, "iu");
}

/** The words of a phrase may stand on several lines. */
function phrasePattern(phrase: string): string {
  return phrase
    .split(/\s+/u)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&"))
    .join("\\s+");
}
