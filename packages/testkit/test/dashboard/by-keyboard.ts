import assert from "node:assert/strict";
import type { Page } from "playwright-core";

/** What has the focus: its name as a screen reader says it, and whether its focus can be seen. */
export type Stop = { readonly tag: string; readonly name: string; readonly isSeen: boolean };

/** What has the focus now. */
export async function focused(page: Page): Promise<Stop> {
  const stop = await page.evaluate(lookAtFocus, undefined);
  assert.ok(stop !== false);
  return stop;
}

/** Presses Tab, or Shift+Tab with `back`, until the focus is on what the name matches, once that is there; resolves when it takes a press. Every stop on the way must be one, and be seen. Fails after `bound` presses, saying where the focus has been. */
export async function tabTo(
  page: Page,
  name: RegExp,
  { back = false, bound = 60 }: { readonly back?: boolean; readonly bound?: number } = {},
): Promise<void> {
  // What comes by an event or a request would come behind the focus.
  await page.waitForFunction(lookAtFocus, name.source, { polling: 50 }).catch((cause: unknown) => {
    throw new Error(`nothing that Tab comes to is called ${name}`, { cause });
  });
  const been: string[] = [];
  while (been.length < bound) {
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
    const stop = await focused(page);
    been.push(`${stop.tag} ${stop.name}`);
    // Between the last stop of a page and its first lies the browser itself.
    if (stop.tag === "body") continue;
    assert.ok(stop.isSeen, `the focus on ${been.at(-1)} is not seen`);
    if (name.test(stop.name)) return void (await page.waitForFunction(takesPress));
  }
  assert.fail(`Tab did not come to ${name} in ${bound} presses, but to:\n  ${been.join("\n  ")}`);
}

/** Waits until what was done has its effect, and holds that the focus is on something then. */
export async function thenStays(page: Page, effect: Promise<unknown>, what: string): Promise<void> {
  const before = await focused(page);
  await effect;
  const isSomewhere = () => document.activeElement !== null && document.activeElement !== document.body;
  await page.waitForFunction(isSomewhere).catch(() => {
    assert.fail(`after ${what} the focus, which was on ${before.tag} ${before.name}, is lost`);
  });
}

/** Runs in the page: what has the focus; false while nothing to stop at has a name that fits `wanted`. */
function lookAtFocus(wanted: string | undefined): Stop | false {
  const wordsOf = (node: Node): string => {
    if (!(node instanceof Element)) return node.textContent ?? "";
    if (node.ariaHidden === "true") return "";
    return node.ariaLabel ?? [...node.childNodes].map(wordsOf).join(" ");
  };
  const nameOf = (element: Element): string => {
    const words = wordsOf((element as HTMLInputElement).labels?.[0] ?? element);
    return words.replaceAll(/\s+/g, " ").trim().slice(0, 120);
  };
  const stops = "a, button, input, textarea, select, summary, [tabindex='0']";
  const isWanted = (element: Element) => element.checkVisibility() && new RegExp(wanted ?? "").test(nameOf(element));
  if (wanted !== undefined && ![...document.querySelectorAll(stops)].some(isWanted)) return false;
  const at = document.activeElement as HTMLElement;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
  const box = at.getBoundingClientRect();
  const isInSight = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  const hasRing = (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
  return { tag: at.tagName.toLowerCase(), name: nameOf(at), isSeen: hasRing && isInSight };
}

/** Runs in the page: whether what has the focus does not rest. */
function takesPress(): boolean {
  return document.activeElement?.ariaDisabled !== "true";
}
