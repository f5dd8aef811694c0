import { useComputed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { DashboardBanner } from "../banner/dashboard-banner.tsx";
import { usePageMark } from "../banner/page-mark.ts";
import { SectionDock } from "../banner/section-dock.tsx";
import { createWaiting } from "../banner/waiting.ts";
import { RepoGate } from "../repo/repo-gate.tsx";
import { useAlone } from "../shell/alone.ts";
import { usePage } from "../shell/page.ts";
import { Strips } from "../shell/strips.tsx";
import { Toasts } from "../shell/toasts.tsx";
import { DecisionsColumn } from "./decisions-column.tsx";
import type { Dashboard } from "./dashboard-state.ts";
import { createCompose } from "../messages/flow-compose.tsx";
import { Messages } from "../messages/messages.tsx";
import { createFlowView } from "../messages/flow-view.ts";
import { createMessageTarget } from "../messages/message-target.ts";
import { SearchOverlay } from "../search/search-overlay.tsx";
import { createSearch } from "../search/search-state.ts";
import { createUnread } from "../messages/unread.ts";
import { SwarmColumn } from "../swarm/swarm-column.tsx";

/** The dashboard: what waits, the swarm, the messages. Reads nothing that changes itself, so that an event redraws only its own part. */
export function DashboardPage({ dashboard }: { dashboard: Dashboard }) {
  const page = usePage();
  const compose = useMemo(() => createCompose(dashboard), [dashboard]);
  const view = useMemo(() => createFlowView(dashboard), [dashboard]);
  const target = useMemo(() => createMessageTarget(dashboard, view, page), [dashboard]);
  const search = useMemo(createSearch, []);
  const unread = useMemo(() => createUnread(dashboard), [dashboard]);
  const waiting = useMemo(() => createWaiting(dashboard), [dashboard]);
  const count = useComputed(() => waiting.value?.count ?? 0);
  useAlone(count);
  usePageMark({
    count,
    isLost: useComputed(() => page.link.value.state === "lost"),
  });
  return (
    <>
      <a class="skip" href="#decisions">
        to what waits for you
      </a>
      <DashboardBanner dashboard={dashboard} waiting={waiting} search={search} />
      <PageStrips dashboard={dashboard} />
      <main class="hive">
        <DecisionsColumn dashboard={dashboard} />
        <SwarmColumn dashboard={dashboard} />
        <Messages
          dashboard={dashboard}
          compose={compose}
          unread={unread}
          view={view}
          target={target}
          search={() => (search.open.value = true)}
        />
      </main>
      <SectionDock dashboard={dashboard} unread={unread.count} />
      <SearchOverlay search={search} show={target.show} />
      <RepoGate dashboard={dashboard} />
      <Toasts />
    </>
  );
}

function PageStrips({ dashboard }: { dashboard: Dashboard }) {
  return <Strips hive={dashboard.hive.value} retry={dashboard.reconnect} />;
}
