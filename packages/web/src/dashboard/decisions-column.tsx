import { useEffect, useMemo } from "preact/hooks";
import { GlyphLabel } from "../controls/heading.tsx";
import { lazy } from "../controls/lazy.tsx";
import { storedChoice } from "../controls/stored-choice.ts";
import { ApprovalsSection, type ApprovalTab } from "../decisions/approvals-section.tsx";
import { createDecisionDesk } from "../decisions/decision-desk.ts";
import { useHashTarget } from "../decisions/hash-target.ts";
import { QuestionsSection } from "../decisions/questions-section.tsx";
import { usePage } from "../shell/page.ts";
import { countOpen } from "../store/decisions.ts";
import type { Shown } from "../store/shown.ts";
import type { Dashboard, DashboardParts } from "./dashboard-state.ts";

const LazyLeftovers = lazy(async () => (await import("../decisions/leftovers.tsx")).Leftovers);

/** What waits for the operator, questions and approvals, and what was decided. */
export function DecisionsColumn({ dashboard }: { dashboard: Dashboard }) {
  const page = usePage();
  const desk = useMemo(() => createDecisionDesk(page, dashboard), [page, dashboard]);
  const tab = useMemo(() => storedChoice<ApprovalTab>("hive:approvals", ["pending", "history"]), []);
  useEffect(() => desk.follow(), [desk]);
  useHashTarget(dashboard, tab);
  const quiet = isQuiet(dashboard.parts);
  // The first one that waits is in sight, whatever was looked up while nothing did.
  useEffect(() => {
    if (quiet) tab.show("pending");
  }, [quiet]);
  return (
    <section class="col decisions" id="decisions" aria-labelledby="h-dec" tabIndex={-1}>
      <div class="head top">
        <h2 id="h-dec" aria-label="decisions">
          <GlyphLabel text="D3C1S10NS" />
        </h2>
        <OpenCount dashboard={dashboard} />
        <span class="rule" />
      </div>
      {desk.leftovers.value.length > 0 && <LazyLeftovers desk={desk} />}
      <QuestionsSection dashboard={dashboard} desk={desk} />
      <ApprovalsSection dashboard={dashboard} desk={desk} tab={tab} isQuiet={quiet} />
    </section>
  );
}

function OpenCount({ dashboard }: { dashboard: Dashboard }) {
  const decisions = dashboard.decisions.value;
  const open = decisions === undefined ? 0 : countOpen(decisions);
  if (open === 0) return null;
  return (
    <span class="count hot">
      <span class="sr">open: </span>
      {open}
    </span>
  );
}

/** Both sources answered in full, and nothing is in them. */
function isQuiet({ questions, pending }: DashboardParts): boolean {
  return [questions.value, pending.value].every(isEmpty);
}

function isEmpty(shown: Shown<readonly unknown[]>): boolean {
  return shown.status === "shown" && shown.data.length === 0 && shown.problems.length === 0;
}
