import type { Page } from "playwright-core";
import { sampleApproval, sampleQuestion } from "../src/store/sample.ts";
import type { TabOptions } from "./browser.ts";
import type { FakeCore } from "./fake-core.ts";
import { setPageStage } from "./page-stage.ts";
import { addDecisions } from "./sample-decisions.ts";

/** The card of a question, `q-41`, or of an approval, `apr-87`. */
export const card = (page: Page, id: string) => page.locator(`#${id}`);

/** Waits until the page says something, or has said it: a toast leaves after some seconds, however late somebody looks. */
export async function toast(page: Page, text: string | RegExp): Promise<void> {
  await page.waitForFunction((wanted) => {
    const { said } = window as unknown as Hearing;
    const at = said.findIndex((words) => (typeof wanted === "string" ? words.includes(wanted) : wanted.test(words)));
    return at >= 0 && said.splice(at, 1).length > 0;
  }, text);
}

/** Toasts of a page that no test has asked for yet. */
type Hearing = { said: string[] };

function hearToasts(): void {
  const said: string[] = [];
  Object.assign(window, { said } satisfies Hearing);
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) said.push(node.textContent?.trim() ?? "");
  }).observe(document.querySelector(".toasts") ?? document.body, { childList: true });
}

/** One of the two lists of approvals. */
export const tab = (page: Page, name: RegExp) => page.getByRole("tab", { name });

/** A dashboard with an ordinary day of decisions, for all tests of the `describe` that it is called in. */
export function setDecisionsStage() {
  const stage = setPageStage();
  return {
    stage,
    /** Opens it once its day was prepared further; that is the day of `now`, if the tab's clock stands still. */
    open: async (prepare: (core: FakeCore) => void = () => undefined, path = "/", options: TabOptions = {}) => {
      const page = await stage.open(path, {
        ...options,
        prepare: (core) => (addDecisions(core, options.now), prepare(core)),
      });
      await page.locator(".link-state.ok").waitFor();
      await page.locator("#h-dec").waitFor();
      await page.evaluate(hearToasts);
      return page;
    },
    /** What was asked of the core: the path and the values of the body. */
    posted: () => stage.core.posted.map(({ path, body }) => [path, ...Object.values(body)]),
    questionEnds: (id: number, end: Parameters<typeof sampleQuestion>[1]) =>
      stage.core.tell({ kind: "question_resolved", question: sampleQuestion(id, end) }),
    approvalEnds: (id: number, end: Parameters<typeof sampleApproval>[1]) =>
      stage.core.tell({ kind: "approval_resolved", approval: sampleApproval(id, end) }),
  };
}
