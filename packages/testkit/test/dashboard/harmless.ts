import assert from "node:assert/strict";
import type { Page } from "playwright-core";

/** Watches a page from before it shows anything hostile; `check` fails when something ran, left the page, or broke its layout. */
export function watchHarm(page: Page): { check(): Promise<void> } {
  const harm: string[] = [];
  const place = placeOf(page.url());
  page.on("dialog", (dialog) => {
    harm.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("popup", (popup) => harm.push(`a new window: ${popup.url()}`));
  page.on("download", (download) => harm.push(`a download: ${download.url()}`));
  page.on("framenavigated", (frame) => {
    if (frame !== page.mainFrame()) harm.push(`a frame: ${frame.url()}`);
    else if (placeOf(frame.url()) !== place) harm.push(`the page went to ${frame.url()}`);
  });
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== "data:" && origin !== new URL(place).origin) harm.push(`a request: ${request.url()}`);
  });
  return {
    async check() {
      assert.deepEqual([...harm, ...(await page.evaluate(findHarm))], []);
    },
  };
}

// Its fragment may change: the dashboard's own addresses are fragments.
function placeOf(url: string): string {
  return url.split("#", 1)[0] ?? url;
}

function findHarm(): string[] {
  const found: string[] = [];
  const all = [...document.querySelectorAll("*")];
  if ("pwned" in globalThis) found.push("a script ran");
  for (const element of all) {
    const tag = element.localName;
    if (/^(iframe|object|embed|base|portal|frame|applet)$/.test(tag)) found.push(`<${tag}>`);
    if (tag === "script" && !(element.getAttribute("src") ?? "").startsWith("/assets/")) found.push("a foreign script");
    if (tag === "style" || (tag === "meta" && element.hasAttribute("http-equiv"))) found.push(`<${tag}>`);
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) found.push(`${tag} ${name}`);
      // Browsers pass over blanks and control characters.
      if (
        /^(href|src|action|formaction|xlink:href)$/.test(name) &&
        /^[\s\p{Cc}]*(javascript|vbscript|data:text)/iu.test(value)
      )
        found.push(`${tag} ${name}=${value}`);
      if (name === "ping" || name === "srcset") found.push(`${tag} ${name}`);
    }
    if (element.closest(".md") !== null) found.push(...harmInWords(element, tag));
  }
  found.push(...doubledIds(all), ...tooWide());
  return found;

  /** Of what an agent wrote only these elements are made, with no attribute but those of a link that opens elsewhere, of a list and of a table. */
  function harmInWords(element: Element, tag: string): string[] {
    if (element.classList.contains("md")) return [];
    const harm: string[] = [];
    if (!/^(a|p|br|hr|em|strong|del|code|pre|blockquote|ul|ol|li|h[1-6]|table|thead|tbody|tr|th|td|span)$/.test(tag))
      harm.push(`<${tag}> among an agent's words`);
    for (const { name } of element.attributes)
      if (!/^(href|target|rel|start|align)$/.test(name)) harm.push(`${tag} ${name} among an agent's words`);
    const href = element.getAttribute("href");
    if (href === null || /^#(apr|q|msg)-\d+$/.test(href)) return harm;
    if (!/^(https?:|mailto:)/i.test(href)) harm.push(`a link to ${href}`);
    if (element.getAttribute("target") !== "_blank" || !/noopener/.test(element.getAttribute("rel") ?? ""))
      harm.push(`a link that takes the page along: ${href}`);
    return harm;
  }

  function doubledIds(elements: readonly Element[]): string[] {
    const ids = elements.map(({ id }) => id).filter((id) => id !== "");
    const doubled = new Set(ids.filter((id, at) => ids.indexOf(id) !== at));
    return doubled.size === 0 ? [] : [`ids that stand twice: ${[...doubled].join(" ")}`];
  }

  function tooWide(): string[] {
    const root = document.documentElement;
    const boxes = [...document.querySelectorAll(".col, .live, .card, .panel, dialog, .peek, .msg, .inbox > li")];
    return [root, ...boxes].flatMap((box) => {
      const excess = box.scrollWidth - box.clientWidth;
      const name = box === root ? "the page" : `${box.localName}.${box.className} #${box.id}`;
      if (excess <= 1) return [];
      const edge = box.getBoundingClientRect().right - box.scrollLeft;
      const isClipped = (inner: Element): boolean => {
        const outer = inner.parentElement;
        return outer !== null && outer !== box && (getComputedStyle(outer).overflowX !== "visible" || isClipped(outer));
      };
      const out = [...box.querySelectorAll("*")].find(
        (inner) => inner.getBoundingClientRect().right > edge + 1 && !isClipped(inner),
      );
      return [
        `${name} is ${excess} px too wide, by ${out?.outerHTML.slice(0, 120)} in ${out?.parentElement?.className}`,
      ];
    });
  }
}
