import { getDefaults, type Token, type Tokens } from "marked";
import { h, type ComponentChild } from "preact";
import { BoundedLexer } from "./bounded-lexer.ts";
import { countTokens } from "./count-tokens.ts";
import { decodeEntities } from "./decode-entities.ts";
import { linkNode } from "./link-node.ts";

/** Longest text that is read as markdown, in characters; longer text is shown as it is. */
const MAX_MARKDOWN = 16_384;
/** Deepest nesting that is drawn; what lies deeper is shown as it was written. */
const MAX_DEPTH = 24;
/** Most pieces that are drawn: of more, browsers take long to make elements. */
const MAX_TOKENS = 5000;

const OPTIONS = { ...getDefaults(), gfm: true, breaks: true };

/** Markdown that an agent wrote, as elements. No script, style, form or picture can come of it, since only what is named here is ever made, and links lead only to other pages and to what this one holds. Undefined when the text is too long, would become too many elements, or cannot be read as markdown. */
export function markdownNodes(text: string): readonly ComponentChild[] | undefined {
  if (text.length > MAX_MARKDOWN) return undefined;
  try {
    const tokens = new BoundedLexer(OPTIONS).lex(text);
    return countTokens(tokens) > MAX_TOKENS ? undefined : draw(tokens, 0);
  } catch {
    // Nested too deeply for the lexer: hostile, or not meant as markdown. The caller shows the text itself.
    return undefined;
  }
}

function draw(tokens: readonly Token[], depth: number): ComponentChild[] {
  if (depth > MAX_DEPTH) return [tokens.map(({ raw }) => raw).join("")];
  return tokens.map((token) => {
    const known = DRAW[token.type];
    return known === undefined ? token.raw : known(token, depth + 1);
  });
}

type Draw = (token: Tokens.Generic, depth: number) => ComponentChild;

/** An element around what a token holds. */
function around(tag: "p" | "blockquote" | "strong" | "em" | "del"): Draw {
  return ({ tokens = [] }, depth) => h(tag, null, draw(tokens, depth));
}

const DRAW: Readonly<Record<string, Draw>> = {
  space: () => null,
  def: () => null,
  br: () => h("br", null),
  hr: () => h("hr", null),
  // Agents write `Vec<String>` and `<b>`: raw HTML is text to be read, never markup.
  html: ({ raw }) => raw,
  escape: ({ text }) => text as string,
  text: ({ tokens, text }, depth) =>
    tokens === undefined ? decodeEntities(text as string) : h("span", null, draw(tokens, depth)),
  codespan: ({ text }) => h("code", null, text as string),
  code: ({ text }) => h("pre", null, h("code", null, text as string)),
  link: ({ href, tokens = [] }, depth) => linkNode(href as string, draw(tokens, depth)),
  // A picture would be fetched from wherever the agent says; its address becomes a link.
  image: ({ href, text }) => linkNode(href as string, [(text === "" ? href : text) as string]),
  checkbox: ({ checked }) => (checked === true ? "☑ " : "☐ "),
  paragraph: around("p"),
  blockquote: around("blockquote"),
  strong: around("strong"),
  em: around("em"),
  del: around("del"),
  heading: ({ depth: level, tokens = [] }, depth) => h(`h${Math.min(6, Number(level))}`, null, draw(tokens, depth)),
  list: (token, depth) => list(token as Tokens.List, depth),
  table: (token, depth) => table(token as Tokens.Table, depth),
};

function list({ ordered, start, items }: Tokens.List, depth: number): ComponentChild {
  const drawn = items.map(({ tokens }) => h("li", null, draw(tokens, depth)));
  return ordered ? h("ol", typeof start === "number" ? { start } : null, drawn) : h("ul", null, drawn);
}

function table({ header, rows }: Tokens.Table, depth: number): ComponentChild {
  const line = (tag: "th" | "td", cells: readonly Tokens.TableCell[]) =>
    h(
      "tr",
      null,
      cells.map(({ tokens, align }) => h(tag, align === null ? null : { align }, draw(tokens, depth))),
    );
  return h("table", null, [
    h("thead", null, line("th", header)),
    h(
      "tbody",
      null,
      rows.map((cells) => line("td", cells)),
    ),
  ]);
}
