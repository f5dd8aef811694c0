import {
  OPERATOR,
  type DashboardEvent,
  type HiveInfo,
  type MetaInput,
  type SnapshotProblem,
  type StateSnapshot,
  type Tombstone,
} from "@hyperhive/wire";
import { buildQueueOf, reduceBuildQueue, type BuildQueue } from "./build-queue.ts";
import { decisionsOf, reduceDecisions, type Decisions } from "./decisions.ts";
import { flowOf, reduceFlow, type Flow } from "./flow.ts";
import { reduceKeptState } from "./kept-state.ts";
import { reduceSwarm, swarmOf, type Swarm } from "./swarm.ts";

/** What `GET /api/state` fills and events change. */
export type HiveState = {
  readonly hive: HiveInfo;
  readonly swarm: Swarm;
  readonly kept: readonly Tombstone[];
  readonly metaInputs: readonly MetaInput[];
  readonly builds: BuildQueue;
  readonly decisions: Decisions;
  readonly inbox: Flow;
  /** Dollars since midnight. */
  readonly costToday: number;
  /** What the core could not read for the snapshot. */
  readonly problems: readonly SnapshotProblem[];
};

/** The state that a snapshot holds. */
export function hiveStateOf(snapshot: StateSnapshot): HiveState {
  return {
    hive: snapshot.hive,
    swarm: swarmOf(snapshot),
    kept: snapshot.tombstones,
    metaInputs: snapshot.meta_inputs,
    builds: buildQueueOf(snapshot.builds),
    decisions: decisionsOf(snapshot),
    inbox: flowOf(snapshot.inbox),
    costToday: snapshot.cost_today,
    problems: snapshot.problems,
  };
}

/** The state after an event; each part keeps its identity when the event is not about it. */
export function reduceHiveState(state: HiveState, event: DashboardEvent): HiveState {
  return {
    ...state,
    swarm: reduceSwarm(state.swarm, event),
    kept: reduceKeptState(state.kept, event),
    metaInputs: event.kind === "meta_inputs_changed" ? event.meta_inputs : state.metaInputs,
    builds: reduceBuildQueue(state.builds, event),
    decisions: reduceDecisions(state.decisions, event),
    inbox: reduceFlow(state.inbox, event, ({ to }) => to === OPERATOR),
    costToday: event.kind === "cost_changed" ? event.cost_today : state.costToday,
  };
}
