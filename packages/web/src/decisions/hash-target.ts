import type { StoredChoice } from "../controls/stored-choice.ts";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import { usePage } from "../shell/page.ts";
import { useHash } from "../shell/use-hash.ts";
import type { ApprovalTab } from "./approvals-section.tsx";

/** Leads to the question or approval that the address names, `#q-41` or `#apr-87`, or with `#approvals` to those that wait: once the decisions are there, and whenever the address changes. */
export function useHashTarget(dashboard: Dashboard, tab: StoredChoice<ApprovalTab>): void {
  const page = usePage();
  const go = () => {
    if (location.hash === "#approvals") tab.show("pending");
    const decisions = dashboard.decisions.peek();
    const card = /^#((?:q|apr)-\d+)$/.exec(location.hash)?.[1];
    if (decisions !== undefined && card !== undefined)
      void import("./go-to-card.ts").then(
        ({ goToCard }) => goToCard(card, { decisions, page, tab }),
        () => page.say("bad", "the way there could not be loaded; reload the page"),
      );
  };
  useHash(() => dashboard.decisions.value !== undefined, go);
}
