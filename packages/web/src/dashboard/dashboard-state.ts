import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { DASHBOARD_KINDS, DASHBOARD_STREAM } from "@hyperhive/client";
import { OPERATOR, type DashboardFrame, type HiveInfo } from "@hyperhive/wire";
import { openPageFeed, retrySource } from "../feed/page-feed.ts";
import { snapshotSource, type SnapshotSource } from "../feed/snapshot-source.ts";
import type { Page } from "../shell/page.ts";
import { decisionsOf, reduceDecisions, type Decisions } from "../store/decisions.ts";
import { flowOf, reduceFlow, type Flow } from "../store/flow.ts";
import { createSection, dataOf, type LiveSection } from "../store/section-signal.ts";
import { reduceSwarm, swarmOf, type Swarm } from "../store/swarm.ts";

/** What `GET /api/state` fills. */
export type HiveState = {
  readonly hive: HiveInfo;
  readonly swarm: Swarm;
  readonly inbox: Flow;
  readonly decisions: Decisions;
};

/** Everything the dashboard shows, and how to ask for a part of it again. */
export type Dashboard = {
  readonly state: LiveSection<HiveState, DashboardFrame>["section"];
  readonly flow: LiveSection<Flow, DashboardFrame>["section"];
  readonly swarm: ReadonlySignal<Swarm | undefined>;
  /** Unix milliseconds of the last event, for the banner. */
  readonly lastEvent: ReadonlySignal<number>;
  retryState(): void;
  retryFlow(): void;
  reconnect(): void;
};

/** Opens the dashboard's feed. */
export function openDashboard(page: Page): Dashboard {
  const state = createSection<HiveState, DashboardFrame>(reduceHiveState);
  const flow = createSection<Flow, DashboardFrame>((data, frame) => reduceFlow(data, frame));
  const lastEvent = signal(0);
  const stateSource = snapshotSource(
    state,
    async (abort) => await page.http.state({ signal: abort }),
    (answer): HiveState => ({
      hive: answer.hive,
      swarm: swarmOf(answer),
      inbox: flowOf(answer.inbox),
      decisions: decisionsOf(answer),
    }),
  );
  const flowSource = snapshotSource(
    flow,
    async (abort) => await page.http.history({ signal: abort }),
    (answer) => flowOf(answer.messages),
  );
  const onFrame = (frame: DashboardFrame) => {
    state.dispatch({ kind: "frame", frame });
    flow.dispatch({ kind: "frame", frame });
    lastEvent.value = Date.now();
    tellFailure(page, frame);
  };
  const feed = openPageFeed(page, {
    name: "dashboard",
    url: DASHBOARD_STREAM,
    kinds: DASHBOARD_KINDS,
    sources: [stateSource, flowSource],
    onFrame,
  });
  const retry = (source: SnapshotSource) => () => void retrySource(page, source);
  return {
    state: state.section,
    flow: flow.section,
    swarm: computed(() => dataOf(state.section.value)?.swarm),
    lastEvent,
    retryState: retry(stateSource),
    retryFlow: retry(flowSource),
    reconnect: feed.reopen,
  };
}

function reduceHiveState(state: HiveState, frame: DashboardFrame): HiveState {
  return {
    ...state,
    swarm: reduceSwarm(state.swarm, frame),
    inbox: reduceFlow(state.inbox, frame, ({ to }) => to === OPERATOR),
    decisions: reduceDecisions(state.decisions, frame),
  };
}

/** An action that fails after its request was answered is told here. */
function tellFailure(page: Page, frame: DashboardFrame): void {
  if (frame.kind === "transient_cleared" && frame.error !== undefined) page.say("bad", `${frame.name}: ${frame.error}`);
}
