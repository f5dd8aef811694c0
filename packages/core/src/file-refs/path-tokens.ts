// Whatever surrounds a path in prose, in quotes, in markdown or in JSON.
const BETWEEN_TOKENS = /[\s"'`<>|()[\]{}*,;=\p{Cc}]+/u;
// `file.ts:12:3` and the end of a sentence; looked for in the last characters only, since the text is an agent's.
const AFTER_A_PATH = /(?::\d{1,9}){0,2}[.:!?]{0,8}$/;
const TAIL_LENGTH = 32;
const EXTENSION = /^[A-Za-z0-9]{1,16}$/;
const LONGEST_PATH = 4096;
const LONGEST_NAME = 255;

/** The tokens of a text that look like absolute paths to a file `name.ext`, each once, in their order. */
export function pathTokens(text: string): string[] {
  if (!text.includes("/")) return [];
  const tokens = text.split(BETWEEN_TOKENS).filter((token) => token.startsWith("/") && token.length <= LONGEST_PATH);
  return [...new Set(tokens.map(withoutTail))].filter(looksLikeFile);
}

function withoutTail(token: string): string {
  return token.slice(0, -TAIL_LENGTH) + token.slice(-TAIL_LENGTH).replace(AFTER_A_PATH, "");
}

function looksLikeFile(token: string): boolean {
  const segments = token.slice(1).split("/");
  return segments.every(isPlain) && hasExtension(segments.at(-1) ?? "");
}

function isPlain(segment: string): boolean {
  return segment !== "" && segment !== "." && segment !== "..";
}

function hasExtension(name: string): boolean {
  const dot = name.lastIndexOf(".");
  return dot > 0 && name.length <= LONGEST_NAME && EXTENSION.test(name.slice(dot + 1));
}
