/** A piece of a line: plain, changed against the other side, or a sign that would not be seen as it is. */
export type Piece = { readonly kind: "same" | "changed" | "odd"; readonly text: string };

// Controls but the tab, what turns the direction of text, what has no width.
const ODD =
  // oxlint-disable-next-line no-control-regex -- controls are what is looked for
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/u;
const ODD_RUN = new RegExp(`(${ODD.source})`, "u");

/** The pieces with every sign that hides itself or turns other text around shown by its number, so that a line reads as a machine would read it. */
export function visiblePieces(pieces: readonly Piece[]): readonly Piece[] {
  if (!pieces.some(({ text }) => ODD.test(text))) return pieces;
  return pieces.flatMap(({ kind, text }) =>
    text
      .split(ODD_RUN)
      .map((part, at): Piece => (at % 2 === 1 ? { kind: "odd", text: named(part) } : { kind, text: part }))
      .filter((piece) => piece.text !== ""),
  );
}

/** A name or path in which nothing hides. */
export function visibleText(text: string): string {
  return visiblePieces([{ kind: "same", text }])
    .map((piece) => piece.text)
    .join("");
}

function named(char: string): string {
  if (char === "\r") return "␍";
  if (char === "\n") return "␊";
  if (char === "\u001b") return "␛";
  return `‹U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}›`;
}
