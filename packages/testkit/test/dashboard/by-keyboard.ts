import assert from "node:assert/strict";
import type { Page } from "playwright-core";

/** What has the focus: its name as a screen reader says it, and whether its focus can be seen. */
export type Stop = { readonly tag: string; readonly name: string; readonly isSeen: boolean };

/** What has the focus now. */
export async function focused(page: Page): Promise<Stop> {
  return await page.evaluate(() => {
    const wordsOf = (node: Node): string => {
      if (!(node instanceof Element)) return node.textContent ?? "";
      if (node.ariaHidden === "true") return "";
      return node.ariaLabel ?? [...node.childNodes].map(wordsOf).join(" ");
    };
    const at = document.activeElement as HTMLElement;
    const words = wordsOf((at as HTMLInputElement).labels?.[0] ?? at);
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
    const box = at.getBoundingClientRect();
    const isInSight = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    const hasRing = (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
    const name = words.replaceAll(/\s+/g, " ").trim().slice(0, 120);
    return { tag: at.tagName.toLowerCase(), name, isSeen: hasRing && isInSight };
  });
}

/** Presses Tab, or Shift+Tab with `back`, until the focus is on what the name matches. Every stop on the way must be one, and be seen. Fails after `bound` presses, saying where the focus has been. */
export async function tabTo(
  page: Page,
  name: RegExp,
  { back = false, bound = 60 }: { readonly back?: boolean; readonly bound?: number } = {},
): Promise<void> {
  const been: string[] = [];
  while (been.length < bound) {
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
    const stop = await focused(page);
    been.push(`${stop.tag} ${stop.name}`);
    // Between the last stop of a page and its first lies the browser itself.
    if (stop.tag === "body") continue;
    assert.ok(stop.isSeen, `the focus on ${been.at(-1)} is not seen`);
    if (name.test(stop.name)) return;
  }
  assert.fail(`Tab did not come to ${name} in ${bound} presses, but to:\n  ${been.join("\n  ")}`);
}

/** Waits until what was done has its effect, and holds that the focus is on something then. */
export async function thenStays(page: Page, effect: Promise<unknown>, what: string): Promise<void> {
  const before = await focused(page);
  await effect;
  const isSomewhere = () => document.activeElement !== null && document.activeElement !== document.body;
  await page.waitForFunction(isSomewhere, undefined, { timeout: 3000 }).catch(() => {
    assert.fail(`after ${what} the focus, which was on ${before.tag} ${before.name}, is lost`);
  });
}
