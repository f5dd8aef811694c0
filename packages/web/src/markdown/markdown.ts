import DOMPurify from "dompurify";
import { Marked, type Tokens } from "marked";
import { BoundedLexer } from "./bounded-lexer.ts";

/** Longest text that is read as markdown, in characters; longer text is shown as it is. */
const MAX_MARKDOWN = 16_384;

const ALLOWED_TAGS = [
  ..."a p br hr em strong del code pre blockquote ul ol li h1 h2 h3 h4 h5 h6".split(" "),
  ..."table thead tbody tr th td span".split(" "),
];
const PLAIN_ATTR = ["target", "rel", "start", "align"];
const FORBID_TAGS = ["form", "input", "button", "style"];

const marked = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    // Agents write `Vec<String>` and `<b>`: raw HTML is text to be read, never markup.
    html: ({ text }: Tokens.HTML | Tokens.Tag) => escapeHtml(text),
    // A picture would be fetched from wherever the agent says; its address becomes a link.
    image: ({ href, text }) => linkHtml(href, escapeHtml(text === "" ? href : text)),
    link(token) {
      return linkHtml(token.href, this.parser.parseInline(token.tokens));
    },
    checkbox: ({ checked }) => (checked ? "☑ " : "☐ "),
  },
});

/** Markdown an agent wrote, as HTML that can be shown: no script, no style, no form, no picture, links only to other pages and to what this one holds. Undefined when it is too long or cannot be read as markdown. */
export function markdownHtml(text: string): string | undefined {
  if (text.length > MAX_MARKDOWN) return undefined;
  const html = parse(text);
  if (html === undefined) return undefined;
  return DOMPurify.sanitize(html, {
    ALLOWED_TAGS,
    FORBID_TAGS,
    ALLOWED_ATTR: ["href", ...PLAIN_ATTR],
    ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|#)/i,
    // DOMPurify tries the pattern on every attribute that is not named here.
    ADD_URI_SAFE_ATTR: PLAIN_ATTR,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  });
}

function parse(text: string): string | undefined {
  try {
    return marked.parser(new BoundedLexer(marked.defaults).lex(text));
  } catch {
    // Nested too deeply: hostile, or not meant as markdown. The caller shows the text itself.
    return undefined;
  }
}

/** What an address within the dashboard can lead to. */
const HERE = /^#(?:apr|q|msg)-\d{1,15}$/;

function linkHtml(href: string, inner: string): string {
  if (HERE.test(href)) return `<a href="${href}">${inner}</a>`;
  if (!/^(?:https?:\/\/|mailto:)/i.test(href)) return inner;
  return `<a href="${escapeHtml(href)}" target="_blank" rel="noopener noreferrer">${inner}</a>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);
}
