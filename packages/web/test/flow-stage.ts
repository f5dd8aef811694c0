import type { Locator, Page } from "playwright-core";
import { sampleMessage } from "../src/store/sample.ts";
import type { FakeCore } from "./fake-core.ts";
import { setPageStage, type PageStage } from "./page-stage.ts";

/** The id of the newest message at first. */
export const LAST = 1250;

/** A dashboard whose flow is long. */
export type FlowStage = {
  readonly stage: PageStage;
  /** Opens the dashboard, or a path of it; resolves when its events come. */
  openFull(path?: string): Promise<Page>;
  flow(page: Page): Locator;
  row(page: Page, id: number): Locator;
  /** Resolves once the flow is at its end and follows it. */
  atEnd(page: Page): Promise<unknown>;
  /** Resolves once the flow follows its end, or does not. */
  follows(page: Page, whether: boolean): Promise<unknown>;
};

/** Many messages that were said long ago, of all heights. */
function sayMuch({ hive }: FakeCore): void {
  hive.said.length = 0;
  for (let id = 1; id <= LAST; id += 1)
    hive.said.push(sampleMessage(id, { body: `**message ${id}**\n\n${"- a line\n".repeat(id % 4)}`, state: "acked" }));
}

/** Sets the stage of the `describe` that it is called in. */
export function setFlowStage(): FlowStage {
  const stage = setPageStage();
  const flow = (page: Page) => page.getByRole("log", { name: "message flow" });
  return {
    stage,
    openFull: async (path = "/") => {
      const page = await stage.open(path, { prepare: sayMuch });
      await flow(page).locator(".msg").first().waitFor();
      await page.locator(".link-state.ok").waitFor();
      return page;
    },
    flow,
    row: (page, id) => page.locator(`#msg-${id}`),
    atEnd: (page) =>
      page.waitForFunction(() => {
        const pane = document.querySelector("#msgflow .live");
        if (pane?.getAttribute("data-follows") !== "true") return false;
        return pane.scrollHeight - pane.scrollTop - pane.clientHeight < 40;
      }),
    follows: (page, whether) => page.locator(`#msgflow .live[data-follows=${whether}]`).waitFor(),
  };
}
