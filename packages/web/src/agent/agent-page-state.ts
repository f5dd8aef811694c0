import { computed, type ReadonlySignal } from "@preact/signals";
import { AGENT_KINDS, agentStream, DASHBOARD_KINDS, DASHBOARD_STREAM } from "@hyperhive/client";
import type { AgentEventRow, ContainerView, DashboardFrame, HiveInfo, StreamPosition } from "@hyperhive/wire";
import { openPageFeed, retrySource } from "../feed/page-feed.ts";
import { restWhileHidden } from "../feed/rest-while-hidden.ts";
import { snapshotSource } from "../feed/snapshot-source.ts";
import type { Page } from "../shell/page.ts";
import { reduceAgentHead } from "../store/agent-head.ts";
import { flowOf, reduceFlow, type Flow } from "../store/flow.ts";
import { liveViewOf, reduceLiveView, type LiveView } from "../store/live-view.ts";
import { createSection, dataOf, type LiveSection } from "../store/section-signal.ts";
import { reduceSwarm, swarmOf, type Pending } from "../store/swarm.ts";

/** What the head and the side of the page show. */
export type AgentHead = {
  readonly hive: HiveInfo;
  readonly container: ContainerView;
  readonly pending: Pending | undefined;
  readonly inbox: Flow;
  readonly dashboardPort: number;
};

/** Everything an agent's page shows, and how to ask for a part of it again. */
export type AgentPageModel = {
  readonly name: string;
  readonly headSection: LiveSection<AgentHead, DashboardFrame>["section"];
  readonly head: ReadonlySignal<AgentHead | undefined>;
  readonly live: LiveSection<LiveView, AgentEventRow>["section"];
  retryHead(): void;
  retryLive(): void;
  reconnect(): void;
};

/** Opens the two feeds of an agent's page: the agent's own events, and of the hive's what concerns its cage and its inbox. */
export function openAgentPage(page: Page, name: string): AgentPageModel {
  const head = createSection<AgentHead, DashboardFrame>((data, frame) => reduceHead(data, name, frame));
  const live = createSection<LiveView, AgentEventRow>(reduceLiveView);
  const headSource = snapshotSource(
    head,
    async (abort) => await fetchHead(page, name, abort),
    ({ data }) => data,
  );
  const liveSource = snapshotSource(
    live,
    async (abort) => await page.http.agentHistory(name, { signal: abort }),
    ({ events }) => liveViewOf(events),
  );
  const onEvent = (frame: AgentEventRow) => {
    live.dispatch({ kind: "frame", frame });
    head.adjust((data) => ({ ...data, container: reduceAgentHead(data.container, frame) }));
  };
  const onFrame = (frame: DashboardFrame) => head.dispatch({ kind: "frame", frame });
  const feeds = [
    openPageFeed<AgentEventRow>(page, {
      name: "agent",
      url: agentStream(name),
      kinds: AGENT_KINDS,
      sources: [liveSource],
      onFrame: onEvent,
    }),
    openPageFeed<DashboardFrame>(page, {
      name: "hive",
      url: DASHBOARD_STREAM,
      kinds: DASHBOARD_KINDS,
      sources: [headSource],
      onFrame,
    }),
  ];
  restWhileHidden(feeds);
  return {
    name,
    headSection: head.section,
    head: computed(() => dataOf(head.section.value)),
    live: live.section,
    retryHead: () => void retrySource(page, headSource),
    retryLive: () => void retrySource(page, liveSource),
    reconnect: () => feeds.forEach((feed) => feed.reopen()),
  };
}

/** The cage as the hive's stream knows it, so that its frames go on from there, and the rest from the agent's own state. */
async function fetchHead(page: Page, name: string, signal: AbortSignal): Promise<StreamPosition & { data: AgentHead }> {
  const [hive, own] = await Promise.all([page.http.state({ signal }), page.http.agentState(name, { signal })]);
  const swarm = swarmOf(hive);
  const data: AgentHead = {
    hive: hive.hive,
    container: own.container,
    pending: swarm.pending[own.container.name],
    inbox: flowOf(own.inbox),
    dashboardPort: own.dashboard_port,
  };
  return { epoch: hive.epoch, seq: hive.seq, data };
}

function reduceHead(head: AgentHead, name: string, frame: DashboardFrame): AgentHead {
  const pending = head.pending === undefined ? {} : { [name]: head.pending };
  const swarm = reduceSwarm({ containers: [head.container], pending, failures: {} }, frame);
  const container = swarm.containers.find((other) => other.name === name) ?? { ...head.container, running: false };
  return {
    ...head,
    container,
    pending: swarm.pending[name],
    inbox: reduceFlow(head.inbox, frame, ({ to }) => to === name),
  };
}
