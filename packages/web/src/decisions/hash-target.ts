import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { StoredChoice } from "../controls/stored-choice.ts";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import { usePage } from "../shell/page.ts";
import type { ApprovalTab } from "./approvals-section.tsx";

/** Leads to the question or approval that the address names, `#q-41` or `#apr-87`: once the decisions are there, and whenever the address changes. */
export function useHashTarget(dashboard: Dashboard, tab: StoredChoice<ApprovalTab>): void {
  const page = usePage();
  const arrived = useRef(false);
  const go = () => {
    const decisions = dashboard.decisions.peek();
    const card = /^#((?:q|apr)-\d+)$/.exec(location.hash)?.[1];
    if (decisions !== undefined && card !== undefined)
      void import("./go-to-card.ts").then(
        ({ goToCard }) => goToCard(card, { decisions, page, tab }),
        () => page.say("bad", "the way there could not be loaded; reload the page"),
      );
  };
  useSignalEffect(() => {
    if (dashboard.decisions.value === undefined || arrived.current) return;
    arrived.current = true;
    go();
  });
  useEffect(() => {
    addEventListener("hashchange", go);
    return () => removeEventListener("hashchange", go);
  }, []);
}
