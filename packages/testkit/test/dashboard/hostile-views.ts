import type { Locator, Page } from "playwright-core";

/** Goes through a pane that draws only a part of its rows, from its end to its beginning, opens whatever is folded on the way, and resolves with the marks of every row that was drawn. */
export async function marksFromEndToTop(pane: Locator): Promise<readonly string[]> {
  return await pane.evaluate(async (element) => {
    const seen = new Set<string>();
    const drawn = async () => {
      for (let frames = 0; frames < 2; frames += 1) await new Promise((done) => requestAnimationFrame(done));
    };
    element.scrollTop = element.scrollHeight;
    for (let looks = 0; looks < 5000; looks += 1) {
      await drawn();
      for (const button of element.querySelectorAll<HTMLElement>("button"))
        if (button.innerText.startsWith("show all")) button.click();
      for (const { textContent } of element.querySelectorAll(".row, li"))
        for (const [mark] of textContent.matchAll(/hostile-\w+\./g)) seen.add(mark);
      if (element.scrollTop === 0 && element.querySelector("[data-edge]") === null) break;
      element.scrollTop -= element.clientHeight;
    }
    return [...seen];
  });
}

/** Presses every button whose words begin so, those too that come by it. */
export async function pressAll(root: Locator, words: RegExp): Promise<void> {
  await root.evaluate(async (element, source) => {
    const fits = new RegExp(source);
    const pressed = new Set<Element>();
    for (;;) {
      const next = [...element.querySelectorAll<HTMLElement>("button, summary")].find(
        (button) => !pressed.has(button) && fits.test(button.innerText),
      );
      if (next === undefined) return;
      pressed.add(next);
      next.click();
      await new Promise((done) => requestAnimationFrame(done));
    }
  }, words.source);
}

/** Tells how long a page's main thread was at work, in milliseconds of its own processor time, so that a busy machine does not count. */
export async function watchWork(page: Page): Promise<() => Promise<number>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  return async () => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
  };
}

/** A list in parts of a size that fits where it is shown. */
export function batchesOf<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
}
