import type { Page } from "playwright-core";

/** Where a page keeps what it has said. */
type Keeper = { said?: string[] };

/** Keeps every outcome that a tab tells from its next document on: each leaves the page after some seconds, which a busy machine may be late for. */
export async function keepSaid(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const said: string[] = [];
    (globalThis as Keeper).said = said;
    const keep = (node: Node) => {
      if (!(node instanceof Element)) return;
      if (node.matches(".toast")) said.push(node.textContent);
      else for (const toast of node.querySelectorAll(".toast")) said.push(toast.textContent);
    };
    const take = (changes: readonly MutationRecord[]) => {
      for (const { addedNodes } of changes) addedNodes.forEach(keep);
    };
    new MutationObserver(take).observe(document, { childList: true, subtree: true });
  });
}

/** Waits until the page has said so, now or since its document began. */
export async function untilSaid(page: Page, words: string): Promise<void> {
  await page
    .waitForFunction((wanted) => (globalThis as Keeper).said?.some((text) => text.includes(wanted)), words)
    .catch(async (cause: unknown) => {
      const said = await page.evaluate(() => (globalThis as Keeper).said);
      throw new Error(`the page did not say "${words}", but: ${JSON.stringify(said)}`, { cause });
    });
}
