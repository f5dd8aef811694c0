import assert from "node:assert/strict";
import type { Page } from "playwright-core";

/** Watches a page from before it shows anything hostile; `check` fails when something ran, left the page, or broke its layout. */
export function watchHarm(page: Page): { check(): Promise<void> } {
  const harm: string[] = [];
  page.on("dialog", (dialog) => {
    harm.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("popup", (popup) => harm.push(`a new window: ${popup.url()}`));
  page.on("framenavigated", (frame) => {
    if (frame !== page.mainFrame()) harm.push(`a frame: ${frame.url()}`);
  });
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== "data:" && origin !== new URL(page.url()).origin) harm.push(`a request: ${request.url()}`);
  });
  return {
    async check() {
      assert.deepEqual([...harm, ...(await page.evaluate(findHarm))], []);
    },
  };
}

function findHarm(): string[] {
  const found: string[] = [];
  const all = [...document.querySelectorAll("*")];
  if ("pwned" in globalThis) found.push("a script ran");
  for (const element of all) {
    const tag = element.localName;
    if (/^(iframe|object|embed|base|portal|frame|applet|meta-refresh)$/.test(tag)) found.push(`<${tag}>`);
    if (tag === "script" && !(element.getAttribute("src") ?? "").startsWith("/assets/")) found.push("a foreign script");
    if (tag === "style" || (tag === "meta" && element.hasAttribute("http-equiv"))) found.push(`<${tag}>`);
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) found.push(`${tag} ${name}`);
      if (
        /^(href|src|action|formaction|xlink:href)$/.test(name) &&
        /^[\s\0-\x1f]*(javascript|vbscript|data:text)/i.test(value)
      )
        found.push(`${tag} ${name}=${value}`);
      if (name === "ping" || name === "srcset") found.push(`${tag} ${name}`);
    }
    if (element.closest(".md") !== null && /^(form|input|button|select|textarea|dialog|video|audio)$/.test(tag))
      found.push(`<${tag}> among an agent's words`);
  }
  const ids = all.map(({ id }) => id).filter((id) => id !== "");
  const doubled = ids.filter((id, at) => ids.indexOf(id) !== at);
  if (doubled.length > 0) found.push(`ids that stand twice: ${[...new Set(doubled)].join(" ")}`);
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth - root.clientWidth} px too wide`);
  for (const column of document.querySelectorAll(".col"))
    if (column.scrollWidth > column.clientWidth + 1)
      found.push(`#${column.id} is ${column.scrollWidth - column.clientWidth} px too wide`);
  return found;
}
