import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import type { Page } from "playwright-core";
import { openPageBench, openTab, type PageBench, type Tab, type TabOptions } from "./browser.ts";
import { startFakeCore, type FakeCore } from "./fake-core.ts";

/** A browser for all tests of one `describe`, and a played core for each. */
export type PageStage = {
  /** The core of the test that runs; there once a page was opened. */
  readonly core: FakeCore;
  /** Starts a core, prepares it, and opens a path of it in a tab. */
  open(path: string, options?: TabOptions & { readonly prepare?: (core: FakeCore) => void }): Promise<Page>;
};

const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

/** What every page must stand: both themes, on a desk and on a phone. */
export const LOOKS = (["dark", "light"] as const).flatMap((colorScheme) =>
  SIZES.map((viewport) => ({ colorScheme, viewport, reducedMotion: "reduce" as const })),
);

/** Sets the stage of the `describe` that it is called in. A test fails when anything went wrong in one of its tabs. */
export function setPageStage(): PageStage {
  let bench: PageBench;
  let core: FakeCore;
  let tabs: Tab[] = [];
  before(async () => {
    bench = await openPageBench();
  });
  after(async () => {
    await bench.close();
  });
  afterEach(async () => {
    // Put away first, so that what went wrong here fails this test only.
    const ended = tabs;
    tabs = [];
    for (const { page } of ended) await page.context().close();
    await core.close();
    for (const { problems } of ended) assert.deepEqual(problems, []);
  });
  return {
    get core() {
      return core;
    },
    async open(path, { prepare, ...options } = {}) {
      core = await startFakeCore(bench.webRoot);
      prepare?.(core);
      const tab = await openTab(bench.browser, `${core.url}${path}`, options);
      tabs.push(tab);
      return tab.page;
    },
  };
}

/** Lets a minute pass on a clock that was installed in the page, and stops it: from there on only the test moves it. */
export async function holdTime(page: Page): Promise<void> {
  // A clock that runs can only be stopped ahead of it; no machine takes a minute to do that.
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 60_000);
}
