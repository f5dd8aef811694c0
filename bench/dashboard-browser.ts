import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";

const ARGS =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

/** How long something may take that is to be drawn at once. */
const PATIENCE_MS = 20_000;

/** Starts the browser that the pages are measured in. */
export async function startBrowser(): Promise<Browser & AsyncDisposable> {
  const executablePath = process.env["HYPERHIVE_CHROMIUM"] ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: ARGS.split(" "), env: { HOME: "/nonexistent" } });
  return Object.assign(browser, { [Symbol.asyncDispose]: () => browser.close() });
}

/** Loads a page with nothing in the cache and answers after how many milliseconds all selectors were there and painted. */
export async function timeFirstContent(
  context: BrowserContext,
  url: string,
  selectors: readonly string[],
): Promise<number> {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Network.enable");
  await cdp.send("Network.setCacheDisabled", { cacheDisabled: true });
  await page.addInitScript(watchForContent, [...selectors]);
  await page.goto(url, { waitUntil: "commit" });
  const handle = await page.waitForFunction(() => (globalThis as Watched).contentAt);
  const time = (await handle.jsonValue()) as number;
  await page.close();
  return time;
}

type Watched = { contentAt?: number };

function watchForContent(selectors: string[]): void {
  const look = () => {
    if (!selectors.every((selector) => document.querySelector(selector) !== null)) return;
    observer.disconnect();
    // The frame after the one that draws it.
    requestAnimationFrame(() => requestAnimationFrame(() => ((globalThis as Watched).contentAt = performance.now())));
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
}

/** When something that fits the selector was painted, as the browser's clock has it in Unix milliseconds. Asked before it comes. */
export async function watchForPaint(page: Page, selector: string): Promise<() => Promise<number>> {
  await page.evaluate(
    ([wanted, patience]) => {
      const painted = Promise.withResolvers<number>();
      setTimeout(() => painted.reject(new Error(`expected ${wanted} to be drawn within ${patience} ms`)), patience);
      Object.assign(globalThis, { painted: painted.promise });
      const observer = new MutationObserver(() => {
        if (document.querySelector(wanted) === null) return;
        observer.disconnect();
        const { port1, port2 } = new MessageChannel();
        port2.addEventListener("message", () => painted.resolve(performance.timeOrigin + performance.now()));
        port2.start();
        // Told in the frame that draws it, heard once it is drawn.
        requestAnimationFrame(() => port1.postMessage(0));
      });
      observer.observe(document.body, { childList: true, subtree: true });
    },
    [selector, PATIENCE_MS] as const,
  );
  return async () => await page.evaluate(() => (globalThis as unknown as { painted: Promise<number> }).painted);
}

/** Bytes of JavaScript objects and number of DOM nodes that are still in use. */
export async function measureMemory(page: Page): Promise<{ readonly heap: number; readonly nodes: number }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  for (let pass = 0; pass < 3; pass += 1) await cdp.send("HeapProfiler.collectGarbage");
  const { metrics } = await cdp.send("Performance.getMetrics");
  await cdp.detach();
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { heap: of("JSHeapUsedSize"), nodes: of("Nodes") };
}

/** Milliseconds of processor time that the browser and all its pages have used so far. */
export async function processorTime(browser: Browser): Promise<number> {
  const cdp = await browser.newBrowserCDPSession();
  const { processInfo } = await cdp.send("SystemInfo.getProcessInfo");
  await cdp.detach();
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
}

/** Turns the wheel over a pane, up or down, and answers how long each frame took meanwhile, in milliseconds. */
export async function timeFrames(
  page: Page,
  { pane, turns, by }: { readonly pane: string; readonly turns: number; readonly by: number },
): Promise<readonly number[]> {
  const box = await page.locator(pane).boundingBox();
  if (box === null) throw new Error(`expected ${pane} to be seen, it has no box`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.evaluate(() => {
    const frames: number[] = [];
    let last = performance.now();
    const tick = (now: number) => {
      frames.push(now - last);
      last = now;
      handle = requestAnimationFrame(tick);
    };
    let handle = requestAnimationFrame(tick);
    Object.assign(globalThis, { frames, stopFrames: () => cancelAnimationFrame(handle) });
  });
  for (let turn = 0; turn < turns; turn += 1) await page.mouse.wheel(0, by);
  return await page.evaluate(() => {
    const { frames, stopFrames } = globalThis as unknown as { frames: number[]; stopFrames(): void };
    stopFrames();
    return frames.slice(1);
  });
}
