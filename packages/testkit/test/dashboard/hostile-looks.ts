import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { WIDTHS, type DashboardStage, type OpenOptions } from "./dashboard-stage.ts";
import { watchHarm } from "./harmless.ts";
import { HOSTILE_TEXTS } from "./hostile-corpus.ts";

/** The marks of the whole corpus. */
const MARKS: readonly string[] = HOSTILE_TEXTS.map(({ mark }) => mark);

/** A tab that is shown the corpus. */
export type Look = {
  readonly name: string;
  readonly page: Page;
  /** Notes which marks stand, to be seen, in the elements that fit. */
  gather(selector: string): Promise<void>;
  /** Notes marks that were seen in a place of that name. */
  note(place: string, marks: Iterable<string>): void;
  /** Fails when anything has done harm so far. */
  harmless(): Promise<void>;
  /** Fails when a text was not seen in one of the places that were looked at, or has done harm. */
  check(places: readonly string[]): Promise<void>;
};

/** Opens a tab of each width, watched from then on. */
export async function openLooks(stage: DashboardStage, options: OpenOptions = {}): Promise<readonly Look[]> {
  return await Promise.all(
    WIDTHS.map(async ({ name, context }) => lookAt(name, await stage.open({ ...options, context }))),
  );
}

async function lookAt(name: string, page: Page): Promise<Look> {
  await page.evaluate(layOutAll);
  const harm = watchHarm(page);
  const seen = new Map<string, Set<string>>();
  const note: Look["note"] = (place, marks) => {
    seen.set(place, new Set([...(seen.get(place) ?? []), ...marks]));
  };
  return {
    name,
    page,
    note,
    gather: async (selector) => {
      for (const text of await page.locator(selector).allInnerTexts()) note(selector, marksIn(text));
    },
    harmless: () => harm.check(),
    check: async (places) => {
      for (const place of places)
        assert.deepEqual(
          MARKS.filter((mark) => seen.get(place)?.has(mark) !== true),
          [],
          `every text is seen in ${place} on a ${name}`,
        );
      await harm.check();
    },
  };
}

// What is far from what is seen is not laid out otherwise, so nothing that breaks it could be found.
function layOutAll(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { content-visibility: visible !important }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/** Goes to a place of the page by its fragment. */
export async function goTo({ page }: Look, fragment: string): Promise<void> {
  await page.evaluate((hash) => (location.hash = hash), fragment);
}

/** The marks in a text. */
export function marksIn(text: string): readonly string[] {
  return [...text.matchAll(/hostile-\w+\./g)].map(([mark]) => mark);
}
