const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

/** Text with the usual character references of HTML resolved, as markdown has them; others stay as they are written. */
export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED[name as string] ?? whole;
    return characterOf(decimal === undefined ? parseInt(hex as string, 16) : Number(decimal)) ?? whole;
  });
}

// As CommonMark says: what is no character is U+FFFD.
function characterOf(code: number): string | undefined {
  if (code > 0x10ffff) return undefined;
  const isNone = code === 0 || (code >= 0xd800 && code <= 0xdfff);
  return isNone ? "\ufffd" : String.fromCodePoint(code);
}
