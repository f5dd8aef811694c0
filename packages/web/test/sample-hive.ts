import {
  OPERATOR,
  portConflicts,
  type AgentEvent,
  type AgentEventRow,
  type ContainerView,
  type DashboardEvent,
  type HiveInfo,
  type InboxRow,
  type StateSnapshot,
  type StreamPosition,
} from "@hyperhive/wire";
import { flowOf, reduceFlow } from "../src/store/flow.ts";
import { hiveStateOf, reduceHiveState, type HiveState } from "../src/store/hive-state.ts";
import { sampleContainers } from "./sample-containers.ts";
import { sampleEvents } from "./sample-events.ts";
import { sampleMessages } from "./sample-messages.ts";

/** What the fake core would say if it were asked now. */
export type SampleHive = {
  readonly info: HiveInfo;
  readonly containers: readonly ContainerView[];
  /** What `GET /api/state` answers but for the inbox. */
  readonly snapshot: Omit<StateSnapshot, "epoch" | "seq">;
  readonly messages: readonly InboxRow[];
  readonly events: readonly AgentEventRow[];
  inboxOf(address: string): readonly InboxRow[];
  take(event: DashboardEvent): void;
  /** Changes what the hive holds, before a page asks. */
  change(change: Partial<HiveState>): void;
  record(position: StreamPosition, event: AgentEvent): AgentEventRow;
  /** Empties the hive to a first day: the manager alone, nothing said. */
  beQuiet(): void;
};

const EMPTY: StateSnapshot = {
  epoch: "",
  seq: 0,
  hive: { rev: "", host: "", started_at: 0, demo: false, model_access: "key" },
  containers: [],
  transients: [],
  inbox: [],
  questions: [],
  approvals: [],
  approval_history: [],
  builds: [],
  tombstones: [],
  meta_inputs: [],
  port_conflicts: [],
  cost_today: 0,
  problems: [],
};

/** An ordinary day: seven agents in all states, messages with every fate, one turn done and one running. */
export function createSampleHive(now = Date.now()): SampleHive {
  const info = {
    rev: "b7e10c9",
    host: "lab-01",
    started_at: now - 86_400_000,
    demo: false,
    model_access: "key",
  } as const;
  let state = hiveStateOf({
    ...EMPTY,
    hive: info,
    containers: sampleContainers(now),
    transients: [{ name: "scribe", transient: "restarting", since: now }],
  });
  let flow = flowOf(sampleMessages(now));
  let events: readonly AgentEventRow[] = sampleEvents(now);
  return {
    info,
    get containers() {
      return state.swarm.containers;
    },
    get snapshot() {
      return snapshotOf(
        state,
        flow.messages.filter(({ to }) => to === OPERATOR),
      );
    },
    get messages() {
      return flow.messages;
    },
    get events() {
      return events;
    },
    inboxOf: (address) => flow.messages.filter(({ to }) => to === address),
    take: (event) => {
      state = reduceHiveState(state, event);
      flow = reduceFlow(flow, event);
    },
    change: (change) => {
      state = { ...state, ...change };
    },
    record: (position, event) => {
      const row = { ...position, at: Date.now(), event };
      events = [...events, row];
      return row;
    },
    beQuiet: () => {
      const containers = state.swarm.containers.filter(({ is_manager }) => is_manager);
      state = hiveStateOf({ ...EMPTY, hive: info, containers });
      flow = flowOf([]);
      events = [];
    },
  };
}

function snapshotOf(state: HiveState, inbox: readonly InboxRow[]): SampleHive["snapshot"] {
  const { swarm, decisions } = state;
  return {
    hive: state.hive,
    containers: [...swarm.containers],
    transients: Object.entries(swarm.pending).map(([name, pending]) => ({ name, ...pending })),
    inbox: [...inbox],
    questions: [...decisions.questions],
    approvals: [...decisions.pending],
    approval_history: [...decisions.history],
    builds: [...state.builds.builds],
    tombstones: [...state.kept],
    meta_inputs: [...state.metaInputs],
    port_conflicts: portConflicts(swarm.containers),
    cost_today: state.costToday,
    problems: [...state.problems],
  };
}
