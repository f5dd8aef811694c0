import type { Page } from "playwright-core";
import { sampleApproval, sampleQuestion } from "../src/store/sample.ts";
import type { FakeCore } from "./fake-core.ts";
import { setPageStage } from "./page-stage.ts";
import { addDecisions } from "./sample-decisions.ts";

/** The card of a question, `q-41`, or of an approval, `apr-87`. */
export const card = (page: Page, id: string) => page.locator(`#${id}`);

/** Waits until the page says something. */
export const toast = (page: Page, text: string | RegExp) => page.getByRole("status").getByText(text).waitFor();

/** One of the two lists of approvals. */
export const tab = (page: Page, name: RegExp) => page.getByRole("tab", { name });

/** A dashboard with an ordinary day of decisions, for all tests of the `describe` that it is called in. */
export function setDecisionsStage() {
  const stage = setPageStage();
  return {
    stage,
    open: async (prepare: (core: FakeCore) => void = () => undefined, path = "/") => {
      const page = await stage.open(path, { prepare: (core) => (addDecisions(core), prepare(core)) });
      await page.locator(".link-state.ok").waitFor();
      await page.locator("#h-dec").waitFor();
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
