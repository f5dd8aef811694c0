import type { Page } from "playwright-core";

/** Takes the reader of the message flow to its top, as often as the pane still follows its end in that moment. */
export async function leaveEnd(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const pane = document.querySelector("#msgflow .live");
    pane?.scrollTo({ top: 0 });
    return pane?.getAttribute("data-follows") === "false";
  });
}
