import { Document, visit, type Scalar } from "yaml";

/** Writes one field as YAML that reads back as the same value, whatever the texts in it hold; what cannot be seen is written as an escape. */
export function yamlField(name: string, value: unknown): string {
  const document = new Document({ [name]: value }, { version: "1.2", schema: "core", aliasDuplicateObjects: false });
  visit(document, { Scalar: (_, scalar) => quoteHostile(scalar) });
  const text = document.toString({ lineWidth: 0, blockQuote: "literal", doubleQuotedMinMultiLineLength: Infinity });
  return text.replace(/\n$/, "").replaceAll(UNSEEN, escaped);
}

/** Characters that a reviewer does not see, or that read differently than they stand. */
const UNSEEN = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Plain and block style are for what can be seen; JSON's quotes keep everything. */
function quoteHostile(scalar: Scalar): void {
  const { value } = scalar;
  if (typeof value === "string" && HOSTILE.test(value)) scalar.type = "QUOTE_DOUBLE";
}

/** Control characters, blanks at the start, a line of blanks only, empty lines at the end. */
const HOSTILE = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|^\s|\n +(\n|$)|\n\n$|^$/u;

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length <= 4 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`;
}
