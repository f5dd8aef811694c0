import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

/** WCAG 2.2 at level AA, and what the makers of axe recommend beyond it. Named by tag, so that the rules which are off by default, such as the size of targets, run too. None is turned off. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Rules of accessibility that the page breaks, each with the elements that do. */
export async function axeViolations(page: Page): Promise<{ rule: string; where: string[] }[]> {
  const isThere = await page.evaluate(() => "axe" in window);
  if (!isThere) await page.evaluate(await axeSource);
  return await page.evaluate(async (values) => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    // What the browser has not laid out yet has no place, so axe would take it for lying over something else.
    const all = new CSSStyleSheet();
    all.replaceSync("* { content-visibility: visible !important }");
    document.adoptedStyleSheets.push(all);
    const { violations } = await axe.run({ runOnly: { type: "tag", values }, resultTypes: ["violations"] });
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== all);
    return violations
      .map(({ id, nodes }) => ({
        rule: id,
        where: nodes
          .map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ""}`)
          // What scrolls under a bar that stays in its place is cut at one moment and whole at the next.
          .filter((words) => id !== "target-size" || !words.includes("partially obscured")),
      }))
      .filter(({ where }) => where.length > 0);
  }, RULES);
}

const axeSource = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
