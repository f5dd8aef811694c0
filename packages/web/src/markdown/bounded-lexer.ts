import { Lexer, type Token } from "marked";

/** Longest stretch of running text that is searched for emphasis and links, in characters. */
const MAX_INLINE = 3000;

/** Reads markdown in bounded time: marked takes quadratic time or worse on long running text, so a longer stretch is read line by line, and a longer line is text. */
export class BoundedLexer extends Lexer {
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
