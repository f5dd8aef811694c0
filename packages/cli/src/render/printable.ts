const CONTROL = /[\p{Cc}\p{Bidi_Control}]/gu;

/** Text of an agent, made harmless for a terminal: control characters and changes of the writing direction become visible signs, tabs and line feeds stay. */
export function printable(text: string): string {
  return text.replace(CONTROL, (sign) => {
    if (sign === "\t" || sign === "\n") return sign;
    const code = sign.charCodeAt(0);
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return code === 0x7f ? "\u2421" : "\ufffd";
  });
}

/** The same, on one line of at most `width` characters. */
export function oneLine(text: string, width: number): string {
  const line = printable(text).replaceAll(/\s+/g, " ").trim();
  return line.length <= width ? line : `${line.slice(0, Math.max(0, width - 1))}…`;
}
