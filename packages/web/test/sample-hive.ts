import type {
  AgentEvent,
  AgentEventRow,
  ContainerView,
  DashboardEvent,
  HiveInfo,
  InboxRow,
  StateSnapshot,
  StreamPosition,
} from "@hyperhive/wire";
import { flowOf, reduceFlow } from "../src/store/flow.ts";
import { reduceSwarm, swarmOf } from "../src/store/swarm.ts";
import { sampleContainers } from "./sample-containers.ts";
import { sampleEvents } from "./sample-events.ts";
import { sampleMessages } from "./sample-messages.ts";

/** What the fake core would say if it were asked now. */
export type SampleHive = {
  readonly info: HiveInfo;
  readonly containers: readonly ContainerView[];
  readonly transients: StateSnapshot["transients"];
  readonly messages: readonly InboxRow[];
  readonly events: readonly AgentEventRow[];
  inboxOf(address: string): readonly InboxRow[];
  take(event: DashboardEvent): void;
  record(position: StreamPosition, event: AgentEvent): AgentEventRow;
  /** Empties the hive to a first day: the manager alone, nothing said. */
  beQuiet(): void;
};

/** An ordinary day: seven agents in all states, messages with every fate, one turn done and one running. */
export function createSampleHive(now = Date.now()): SampleHive {
  let swarm = swarmOf({
    containers: sampleContainers(now),
    transients: [{ name: "scribe", transient: "restarting", since: now }],
  });
  let flow = flowOf(sampleMessages(now));
  let events: readonly AgentEventRow[] = sampleEvents(now);
  return {
    info: { rev: "b7e10c9", host: "lab-01", started_at: now - 86_400_000, demo: false, model_access: "key" },
    get containers() {
      return swarm.containers;
    },
    get transients() {
      return Object.entries(swarm.pending).map(([name, pending]) => ({ name, ...pending }));
    },
    get messages() {
      return flow.messages;
    },
    get events() {
      return events;
    },
    inboxOf: (address) => flow.messages.filter(({ to }) => to === address),
    take: (event) => {
      swarm = reduceSwarm(swarm, event);
      flow = reduceFlow(flow, event);
    },
    record: (position, event) => {
      const row = { ...position, at: Date.now(), event };
      events = [...events, row];
      return row;
    },
    beQuiet: () => {
      swarm = { containers: swarm.containers.filter(({ is_manager }) => is_manager), pending: {} };
      flow = flowOf([]);
      events = [];
    },
  };
}
