import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import type { ApprovalView } from "@hyperhive/wire";
import { GlyphLabel } from "../controls/heading.tsx";
import { lazy } from "../controls/lazy.tsx";
import type { StoredChoice } from "../controls/stored-choice.ts";
import { tabIds, TabList } from "../controls/tab-list.tsx";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import { SectionBody } from "../shell/section-body.tsx";
import type { Shown } from "../store/shown.ts";
import { ApprovalCard } from "./approval-card.tsx";
import { BatchButton } from "./batch-button.tsx";
import type { DecisionDesk } from "./decision-desk.ts";
import { queueHint } from "./queue-hint.ts";
import { SpawnBox } from "./spawn-box.tsx";

const LazyHistory = lazy(async () => (await import("./approval-history.tsx")).ApprovalHistory);

/** The two lists of approvals. */
export type ApprovalTab = "pending" | "history";

type Props = {
  readonly dashboard: Dashboard;
  readonly desk: DecisionDesk;
  readonly tab: StoredChoice<ApprovalTab>;
  /** Nothing waits for the operator: then the history stands open beneath the form for a new agent. */
  readonly isQuiet: boolean;
};

/** Approvals that wait, those that were decided, and the form that asks for a new agent. The same elements in every state, so that what is typed or open stays when the first one comes or the last one goes. */
export function ApprovalsSection({ dashboard, desk, tab, isQuiet }: Props) {
  const pending = dashboard.parts.pending.value;
  const history = dashboard.parts.history.value;
  const shown = tab.value.value;
  const hasHistory = history.status === "failed" || (countOf(history) ?? 0) > 0;
  return (
    <section id="approvals" aria-label="approvals" class="sec">
      <div class="head wrap" hidden={isQuiet}>
        <h3 aria-label="approvals">
          <GlyphLabel text="APPR0V4LS" />
        </h3>
        <span class="push" />
        {pending.status === "shown" && <BatchButton pending={pending.data} desk={desk} />}
        <TabList label="approvals" tabs={tabsOf(pending, history)} value={shown} choose={tab.choose} />
      </div>
      <Panel of="pending" isTab={!isQuiet} hidden={!isQuiet && shown !== "pending"}>
        {() => (
          <>
            <SectionBody shown={pending} what="the approvals" retry={dashboard.retryState}>
              {(approvals) => !isQuiet && <Cards approvals={approvals} dashboard={dashboard} desk={desk} />}
            </SectionBody>
            <SpawnBox dashboard={dashboard} desk={desk} isQuiet={isQuiet} />
          </>
        )}
      </Panel>
      <div class="head sub-head" hidden={!isQuiet || !hasHistory}>
        <h3 aria-label="last decisions">
          <GlyphLabel text="H1ST0RY" />
        </h3>
        <span class="count">{countOf(history)}</span>
      </div>
      <Panel of="history" isTab={!isQuiet} hidden={isQuiet ? !hasHistory : shown !== "history"}>
        {() => (
          <SectionBody shown={history} what="the history" retry={dashboard.retryState}>
            {(approvals) => <LazyHistory approvals={approvals} />}
          </SectionBody>
        )}
      </Panel>
    </section>
  );
}

function tabsOf(pending: Shown<readonly unknown[]>, history: Shown<readonly unknown[]>) {
  const named = <V extends ApprovalTab>(value: V, count: number | undefined) => ({
    value,
    text: count === undefined ? value : `${value} · ${count}`,
  });
  return [named("pending", countOf(pending)), named("history", countOf(history))];
}

function countOf(shown: Shown<readonly unknown[]>): number | undefined {
  return shown.status === "shown" ? shown.data.length : undefined;
}

type PanelProps = { of: ApprovalTab; isTab: boolean; hidden: boolean; children: () => ComponentChildren };

/** Drawn once it was seen, and kept from then on. */
function Panel({ of, isTab, hidden, children }: PanelProps) {
  const { tab, panel } = tabIds(of);
  const wasSeen = useRef(false);
  if (!hidden) wasSeen.current = true;
  const role = isTab ? ({ role: "tabpanel", "aria-labelledby": tab } as const) : {};
  return (
    <div id={panel} {...role} hidden={hidden}>
      {wasSeen.current && children()}
    </div>
  );
}

type CardsProps = Pick<Props, "dashboard" | "desk"> & { readonly approvals: readonly ApprovalView[] };

function Cards({ approvals, dashboard, desk }: CardsProps) {
  const hint = queueHint(dashboard.builds.value?.builds ?? []);
  if (approvals.length === 0) return <p class="card none no-approvals">no proposal waits.</p>;
  return approvals.map((approval) => <ApprovalCard key={approval.id} approval={approval} desk={desk} hint={hint} />);
}
