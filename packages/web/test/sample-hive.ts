import {
  OPERATOR,
  portConflicts,
  type AgentEvent,
  type AgentEventRow,
  type ContainerView,
  type DashboardEvent,
  type FilePreview,
  type HiveInfo,
  type InboxRow,
  type StateSnapshot,
  type StreamPosition,
} from "@hyperhive/wire";
import { flowOf, reduceFlow } from "../src/store/flow.ts";
import { hiveStateOf, reduceHiveState, type HiveState } from "../src/store/hive-state.ts";
import { SAMPLE_FILES } from "./fake-messages.ts";
import { sampleContainers } from "./sample-containers.ts";
import { sampleEvents } from "./sample-events.ts";
import { sampleMessages } from "./sample-messages.ts";

/** What the fake core would say if it were asked now. */
export type SampleHive = {
  readonly info: HiveInfo;
  readonly containers: readonly ContainerView[];
  /** What `GET /api/state` answers but for the inbox. */
  readonly snapshot: Omit<StateSnapshot, "epoch" | "seq">;
  readonly events: readonly AgentEventRow[];
  inboxOf(address: string): readonly InboxRow[];
  /** Every message that was said, also those that are long past. */
  readonly said: InboxRow[];
  /** Files that can be looked at, by their path in a cage. */
  readonly files: Map<string, FilePreview>;
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
  const said = sampleMessages(now);
  const inboxOf = (address: string) => said.filter(({ to }) => to === address).slice(-50);
  let events: readonly AgentEventRow[] = sampleEvents(now);
  return {
    info,
    get containers() {
      return state.swarm.containers;
    },
    get snapshot() {
      return snapshotOf(state, inboxOf(OPERATOR));
    },
    said,
    files: new Map(SAMPLE_FILES.map((file) => [file.path, file])),
    get events() {
      return events;
    },
    inboxOf,
    take: (event) => {
      state = reduceHiveState(state, event);
      hear(said, event);
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
      said.length = 0;
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

function hear(said: InboxRow[], event: DashboardEvent): void {
  if (event.kind === "sent") said.push(event.message);
  if (!("id" in event)) return;
  const at = said.findIndex(({ id }) => id === event.id);
  const row = said[at];
  if (row !== undefined) said.splice(at, 1, ...reduceFlow(flowOf([row]), event).messages);
}
