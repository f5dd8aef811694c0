import type { Page } from "playwright-core";
import { openTab, type PageBench } from "../browser.ts";
import { startFakeCore } from "../fake-core.ts";
import { playGoodDay } from "./good-day.ts";
import type { Scene } from "./scenes.ts";

/** A theme and a size. */
export type Look = {
  readonly colorScheme: "dark" | "light";
  readonly viewport: { readonly width: number; readonly height: number };
};

/** What is taken of a scene: all that is in sight, or the part that a selector names. */
export type Picture = { readonly look: Look; readonly file: string; readonly part?: string };

/** The moment that every picture shows: a Friday in the early afternoon. */
const NOW = Date.UTC(2026, 10, 20, 14, 2, 24);

/** Opens a scene on a core of its own, with the clock standing still, and writes its picture to the file. Answers what went wrong in the page; a state that cannot be reached is photographed as far as it came, and named. */
export async function takePicture(
  bench: PageBench,
  { path = "/", prepare, act, permissions = [] }: Scene,
  { look, file, part }: Picture,
): Promise<readonly string[]> {
  const core = await startFakeCore(bench.webRoot, NOW);
  playGoodDay(core, NOW);
  prepare?.(core, NOW);
  const { page, problems } = await openTab(bench.browser, `${core.url}${path}`, {
    ...look,
    now: NOW,
    reducedMotion: "reduce",
    timezoneId: "UTC",
    locale: "en-GB",
    permissions: [...permissions],
  });
  const told: string[] = [];
  await reach(page, core, act).catch((error: unknown) => told.push(String(error)));
  const seen = part === undefined ? page : page.locator(part);
  await seen.screenshot({ path: file, animations: "disabled", caret: "hide" });
  await page.context().close();
  await core.close();
  return [...problems, ...told];
}

async function reach(page: Page, core: Awaited<ReturnType<typeof startFakeCore>>, act: Scene["act"]): Promise<void> {
  await page.getByRole("heading", { level: 1 }).waitFor();
  if (!page.url().includes("/login")) await page.locator(".link-state.ok").waitFor();
  await settle(page);
  await act?.(page, core);
  await settle(page);
}

/** What is in sight has loaded, and was drawn. */
async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => !/\bloading\b/.test(document.body.innerText));
  await page.evaluate(() => document.fonts.ready.then(() => new Promise((drawn) => requestAnimationFrame(drawn))));
}
