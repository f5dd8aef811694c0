import { cutText } from "../cut-text.ts";

const MAX_LENGTH = 120;
/** More than enough to find that much text in. */
const LOOKED_AT = 4_000;

/** The beginning of a text on one line, at most about 120 UTF-16 units, without what turns or hides text. */
export function plainText(text: string): string {
  const oneLine = text
    .slice(0, LOOKED_AT)
    .replace(/[\p{Cc}\p{Z}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu, " ")
    .trim();
  return cutText(oneLine, MAX_LENGTH).toWellFormed();
}
