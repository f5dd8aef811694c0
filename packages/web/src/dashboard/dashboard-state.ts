import { batch, computed, signal, type ReadonlySignal } from "@preact/signals";
import { DASHBOARD_KINDS, DASHBOARD_STREAM } from "@hyperhive/client";
import type { BuildLine, DashboardFrame, HiveInfo, MetaInput, Tombstone } from "@hyperhive/wire";
import { batchFrames } from "../feed/frame-batch.ts";
import { openPageFeed, retrySource } from "../feed/page-feed.ts";
import { snapshotSource, type SnapshotSource } from "../feed/snapshot-source.ts";
import { createFlowPages, type FlowPages } from "../messages/flow-pages.ts";
import type { Page } from "../shell/page.ts";
import { withLines, type BuildQueue } from "../store/build-queue.ts";
import type { Decisions } from "../store/decisions.ts";
import { refreshed } from "../store/refreshed-flow.ts";
import { reduceFlow, type Flow } from "../store/flow.ts";
import { hiveStateOf, reduceHiveState, type HiveState } from "../store/hive-state.ts";
import { createSection, dataOf, type LiveSection } from "../store/section-signal.ts";
import { showPart, type Shown } from "../store/shown.ts";
import type { Swarm } from "../store/swarm.ts";

/** Parts of the dashboard that load, fail and change on their own. */
export type DashboardParts = {
  readonly swarm: ReadonlySignal<Shown<Swarm>>;
  readonly kept: ReadonlySignal<Shown<readonly Tombstone[]>>;
  readonly metaInputs: ReadonlySignal<Shown<readonly MetaInput[]>>;
  readonly builds: ReadonlySignal<Shown<BuildQueue>>;
  readonly questions: ReadonlySignal<Shown<Decisions["questions"]>>;
  readonly pending: ReadonlySignal<Shown<Decisions["pending"]>>;
  readonly history: ReadonlySignal<Shown<Decisions["history"]>>;
  readonly inbox: ReadonlySignal<Shown<Flow>>;
};

/** Everything the dashboard shows, and how to ask for a part of it again. */
export type Dashboard = {
  readonly parts: DashboardParts;
  readonly flow: LiveSection<Flow, DashboardFrame>["section"];
  readonly flowPages: FlowPages;
  readonly hive: ReadonlySignal<HiveInfo | undefined>;
  readonly swarm: ReadonlySignal<Swarm | undefined>;
  readonly decisions: ReadonlySignal<Decisions | undefined>;
  readonly inbox: ReadonlySignal<Flow | undefined>;
  readonly builds: ReadonlySignal<BuildQueue | undefined>;
  /** Dollars since midnight. */
  readonly costToday: ReadonlySignal<number | undefined>;
  /** Unix milliseconds of the last event, for the banner. */
  readonly lastEvent: ReadonlySignal<number>;
  /** Calls the listener with every frame as it comes, until the returned function is called. */
  onFrame(listener: (frame: DashboardFrame) => void): () => void;
  /** Takes in lines of a build that were fetched. */
  addBuildLines(build: number, lines: readonly BuildLine[]): void;
  retryState(): void;
  retryFlow(): void;
  reconnect(): void;
};

/** Opens the dashboard's feed. */
export function openDashboard(page: Page): Dashboard {
  const state = createSection<HiveState, DashboardFrame>(reduceHiveState);
  const flow = createSection<Flow, DashboardFrame>((data, frame) => reduceFlow(data, frame));
  const lastEvent = signal(0);
  const listeners = new Set<(frame: DashboardFrame) => void>();
  const listen = (listener: (frame: DashboardFrame) => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const frames = batchFrames<DashboardFrame>((burst) =>
    batch(() => {
      for (const frame of burst) {
        state.dispatch({ kind: "frame", frame });
        flow.dispatch({ kind: "frame", frame });
        tellFailure(page, frame);
        for (const listener of listeners) listener(frame);
      }
      lastEvent.value = Date.now();
    }),
  );
  const stateSource = snapshotSource(state, async (abort) => await page.http.state({ signal: abort }), hiveStateOf);
  const flowSource = snapshotSource(
    flow,
    async (abort) => {
      // What still waits is of the stretch of the stream that this answer begins anew.
      frames.flush();
      return await page.http.history({ signal: abort });
    },
    ({ messages, more }) => refreshed(dataOf(flow.section.peek()), { messages, more }),
  );
  const feed = openPageFeed<DashboardFrame>(page, {
    name: "dashboard",
    url: DASHBOARD_STREAM,
    kinds: DASHBOARD_KINDS,
    sources: [stateSource, flowSource],
    onFrame: (frame) => frames.add(frame),
  });
  const retry = (source: SnapshotSource) => () => void retrySource(page, source);
  const data = computed(() => dataOf(state.section.value));
  return {
    parts: partsOf(state.section),
    flow: flow.section,
    flowPages: createFlowPages(page, { flow, listen }),
    hive: computed(() => data.value?.hive),
    swarm: computed(() => data.value?.swarm),
    decisions: computed(() => data.value?.decisions),
    inbox: computed(() => data.value?.inbox),
    builds: computed(() => data.value?.builds),
    costToday: computed(() => data.value?.costToday),
    lastEvent,
    onFrame: listen,
    addBuildLines: (build, lines) => state.adjust((old) => ({ ...old, builds: withLines(old.builds, build, lines) })),
    retryState: retry(stateSource),
    retryFlow: retry(flowSource),
    reconnect: feed.reopen,
  };
}

function partsOf(section: LiveSection<HiveState, DashboardFrame>["section"]): DashboardParts {
  return {
    swarm: showPart(section, ({ swarm }) => swarm, "containers"),
    kept: showPart(section, ({ kept }) => kept, "tombstones"),
    metaInputs: showPart(section, ({ metaInputs }) => metaInputs, "meta_inputs"),
    builds: showPart(section, ({ builds }) => builds, "builds"),
    questions: showPart(section, ({ decisions }) => decisions.questions, "questions"),
    pending: showPart(section, ({ decisions }) => decisions.pending, "approvals"),
    history: showPart(section, ({ decisions }) => decisions.history, "approval_history"),
    inbox: showPart(section, ({ inbox }) => inbox, "inbox"),
  };
}

/** An action that fails after its request was answered is told here. */
function tellFailure(page: Page, frame: DashboardFrame): void {
  if (frame.kind === "transient_cleared" && frame.error !== undefined) page.say("bad", `${frame.name}: ${frame.error}`);
}
