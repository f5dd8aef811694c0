import { Lexer, type Token, type TokensList } from "marked";

/** Longest stretch of running text that is searched for emphasis and links, in characters. */
const MAX_INLINE = 3000;

/** Most lists and quotes within one another: as many as are still readable on a phone. */
const MAX_NESTED = 10;

/** Reads markdown in bounded time and room: marked takes quadratic time or worse on long running text, so a longer stretch is read line by line, and a longer line is text. Throws a RangeError when lists or quotes are nested over ten deep. */
export class BoundedLexer extends Lexer {
  #nested = -1;

  override blockTokens(src: string, tokens?: Token[], lastParagraphClipped?: boolean): Token[];
  override blockTokens(src: string, tokens?: TokensList, lastParagraphClipped?: boolean): TokensList;
  override blockTokens(src: string, tokens?: Token[], lastParagraphClipped?: boolean): Token[] {
    if (this.#nested === MAX_NESTED) throw new RangeError(`nested over ${MAX_NESTED} deep`);
    this.#nested += 1;
    const read = super.blockTokens(src, tokens, lastParagraphClipped);
    this.#nested -= 1;
    return read;
  }

  override inlineTokens(src: string, tokens: Token[] = []): Token[] {
    if (src.length <= MAX_INLINE) return super.inlineTokens(src, tokens);
    for (const [at, line] of src.split("\n").entries()) {
      if (at > 0) tokens.push({ type: "br", raw: "\n" });
      if (line.length > MAX_INLINE) tokens.push({ type: "text", raw: line, text: line, escaped: false });
      else super.inlineTokens(line, tokens);
    }
    return tokens;
  }
}
