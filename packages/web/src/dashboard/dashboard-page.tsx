import { useComputed, useSignalEffect } from "@preact/signals";
import { Strips } from "../shell/strips.tsx";
import { Toasts } from "../shell/toasts.tsx";
import { dataOf } from "../store/section-signal.ts";
import { DashboardBanner } from "./dashboard-banner.tsx";
import type { Dashboard } from "./dashboard-state.ts";
import { createCompose } from "./flow-compose.tsx";
import { Messages } from "./messages.tsx";
import { SectionDock } from "./section-dock.tsx";
import { SwarmColumn } from "./swarm-column.tsx";
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
  const hive = dataOf(dashboard.state.value)?.hive;
  return (
    <>
      <a class="skip" href="#messages">
        to your messages
      </a>
      <DashboardBanner dashboard={dashboard} waiting={waiting.value} />
      <Strips hive={hive} retry={dashboard.reconnect} />
      <main class="hive">
        <SwarmColumn dashboard={dashboard} />
        <Messages dashboard={dashboard} compose={compose} unread={unread} />
      </main>
      <SectionDock agents={dashboard.swarm.value?.containers.length ?? 0} unread={unread.count.value} />
      <Toasts />
    </>
  );
}

function countOf(dashboard: Dashboard): number {
  const decisions = dataOf(dashboard.state.value)?.decisions;
  return decisions === undefined ? 0 : decisions.approvals.length + decisions.questions.length;
}
