import type { ContainerView, DashboardEvent, StateSnapshot, TransientKind } from "@hyperhive/wire";
import { MANAGER } from "@hyperhive/wire";
import { failuresOf, reduceFailures, type Failures } from "./failures.ts";

/** What is being done to an agent. */
export type Pending = { readonly transient: TransientKind; readonly since: number };

/** The agents and what is under way; container events do not carry what is pending, so it has its own map. */
export type Swarm = {
  readonly containers: readonly ContainerView[];
  readonly pending: Readonly<Record<string, Pending>>;
  readonly failures: Failures;
};

/** The swarm of a snapshot. */
export function swarmOf(snapshot: Pick<StateSnapshot, "containers" | "transients" | "builds">): Swarm {
  const pending = snapshot.transients.map(({ name, transient, since }) => [name, { transient, since }] as const);
  return {
    containers: snapshot.containers.toSorted(byRank),
    pending: Object.fromEntries(pending),
    failures: failuresOf(snapshot.builds),
  };
}

/** The swarm after an event; events about messages change nothing. */
export function reduceSwarm(swarm: Swarm, event: DashboardEvent): Swarm {
  const failures = reduceFailures(swarm.failures, event);
  return reduceAgents(failures === swarm.failures ? swarm : { ...swarm, failures }, event);
}

function reduceAgents(swarm: Swarm, event: DashboardEvent): Swarm {
  switch (event.kind) {
    case "container_state_changed":
      return { ...swarm, containers: withContainer(swarm.containers, event.container) };
    case "container_removed":
      return {
        ...withoutPending(swarm, event.name),
        containers: swarm.containers.filter(({ name }) => name !== event.name),
      };
    case "transient_set":
      return {
        ...swarm,
        pending: { ...swarm.pending, [event.name]: { transient: event.transient, since: event.since } },
      };
    case "transient_cleared":
      return withoutPending(swarm, event.name);
    default:
      return swarm;
  }
}

function withContainer(containers: readonly ContainerView[], container: ContainerView): readonly ContainerView[] {
  const known = containers.some(({ name }) => name === container.name);
  if (known) return containers.map((other) => (other.name === container.name ? container : other));
  return [...containers, container].toSorted(byRank);
}

function withoutPending(swarm: Swarm, name: string): Swarm {
  const { [name]: _, ...pending } = swarm.pending;
  return { ...swarm, pending };
}

/** The order never changes: manager, then names. */
function byRank(a: ContainerView, b: ContainerView): number {
  if (a.name === MANAGER || b.name === MANAGER) return a.name === MANAGER ? -1 : 1;
  return a.name < b.name ? -1 : 1;
}
