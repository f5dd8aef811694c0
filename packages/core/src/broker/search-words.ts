import { HiveError, MAX_QUERY_LENGTH } from "@hyperhive/wire";

/** Whether a text, folded by `fold`, contains a word or phrase. */
export type Word = (folded: string) => boolean;

/** The words of a query; text in double quotes is one phrase, whose words may stand on several lines. Throws `bad_request` when there are none or the query is over 200 UTF-16 units. */
export function searchWords(query: string): readonly Word[] {
  if (query.length > MAX_QUERY_LENGTH) {
    throw new HiveError("bad_request", `\`q\`: expected at most ${MAX_QUERY_LENGTH} characters, got ${query.length}`);
  }
  const words = query.split('"').flatMap((part, index) => (index % 2 === 0 ? loose(part) : phrase(part)));
  if (words.length > 0) return words;
  throw new HiveError("bad_request", "`q`: expected at least one word to look for, got none");
}

/** Text in which letters that differ only in their case are the same, in every script. */
export function fold(text: string): string {
  // Most text is ASCII, for which the rest changes nothing and costs a lot.
  // oxlint-disable-next-line no-control-regex
  if (/^[\0-\x7f]*$/.test(text)) return text.toUpperCase();
  return withoutMarkFloods(text).normalize("NFC").toLowerCase().toUpperCase();
}

// As many on one letter as Unicode calls safe (UAX 15): putting marks in order takes time by the square of their number.
function withoutMarkFloods(text: string): string {
  return text.replaceAll(/(\p{M}{30})\p{M}+/gu, "$1");
}

function loose(part: string): Word[] {
  return pieces(part).map((word) => (text) => text.includes(word));
}

function phrase(part: string): Word[] {
  const words = pieces(part);
  if (words.length < 2) return loose(part);
  const pattern = new RegExp(words.map((word) => RegExp.escape(word)).join("\\s+"), "u");
  // The words alone first: where one is missing the costly look for all in a row is spared.
  return [...loose(part), (text) => pattern.test(text)];
}

function pieces(part: string): string[] {
  return (
    fold(part)
      // oxlint-disable-next-line no-control-regex
      .split(/[\s\0]+/u)
      .filter((word) => word !== "")
  );
}
