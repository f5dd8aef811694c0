import { useComputed, useSignalEffect } from "@preact/signals";
import { Strips } from "../shell/strips.tsx";
import { Toasts } from "../shell/toasts.tsx";
import { DashboardBanner } from "./dashboard-banner.tsx";
import { DecisionsColumn } from "./decisions-column.tsx";
import type { Dashboard } from "./dashboard-state.ts";
import { createCompose } from "./flow-compose.tsx";
import { Messages } from "./messages.tsx";
import { SectionDock } from "./section-dock.tsx";
import { SwarmColumn } from "../swarm/swarm-column.tsx";
import { createUnread } from "./unread.ts";
import { waitingAgents } from "./waiting.ts";
import { useMemo } from "preact/hooks";

/** The dashboard: what waits, the swarm, the messages. */
export function DashboardPage({ dashboard }: { dashboard: Dashboard }) {
  const compose = useMemo(() => createCompose(dashboard), [dashboard]);
  const unread = useMemo(() => createUnread(dashboard), [dashboard]);
  const waiting = useComputed(() => waitingAgents(dashboard.swarm.value?.containers ?? []));
  useSignalEffect(() => {
    const count = waiting.value.forOperator.length + countOf(dashboard) + unread.count.value;
    document.title = count > 0 ? `(${count}) hyperhive` : "hyperhive";
  });
  return (
    <>
      <a class="skip" href="#decisions">
        to what waits for you
      </a>
      <DashboardBanner dashboard={dashboard} waiting={waiting.value} />
      <Strips hive={dashboard.hive.value} retry={dashboard.reconnect} />
      <main class="hive">
        <DecisionsColumn dashboard={dashboard} />
        <SwarmColumn dashboard={dashboard} />
        <Messages dashboard={dashboard} compose={compose} unread={unread} />
      </main>
      <SectionDock agents={dashboard.swarm.value?.containers.length ?? 0} unread={unread.count.value} />
      <Toasts />
    </>
  );
}

function countOf(dashboard: Dashboard): number {
  const decisions = dashboard.decisions.value;
  return decisions === undefined ? 0 : decisions.pending.length + decisions.questions.length;
}
