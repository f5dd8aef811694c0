import { writeFile } from "node:fs/promises";
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

/** The moment that every picture shows: a Friday in the early afternoon. */
const NOW = Date.UTC(2026, 10, 20, 14, 2, 24);

/** Opens a scene on a core of its own, with the clock standing still, and writes its picture to the files. Answers what went wrong in the page; a state that cannot be reached is photographed as far as it came, and named. */
export async function takePicture(
  bench: PageBench,
  { path = "/", prepare, act, permissions = [] }: Scene,
  look: Look,
  files: readonly (string | URL)[],
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
  const picture = await page.screenshot({ animations: "disabled", caret: "hide" });
  for (const file of files) await writeFile(file, picture);
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
