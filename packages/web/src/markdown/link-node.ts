import { Fragment, h, type ComponentChild } from "preact";

/** What an address within the dashboard can lead to. */
const HERE = /^#(?:apr|q|msg)-\d{1,15}$/;

/** A link of a text that an agent wrote: to something on this page, or to another page, elsewhere and without an opener. Any other address is left out, and its words stay. */
export function linkNode(href: string, words: readonly ComponentChild[]): ComponentChild {
  if (HERE.test(href)) return h("a", { href }, words);
  if (!/^(?:https?:\/\/|mailto:)/i.test(href)) return h(Fragment, null, words);
  return h("a", { href, target: "_blank", rel: "noopener noreferrer" }, words);
}
