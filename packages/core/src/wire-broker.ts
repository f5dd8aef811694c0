import type { DashboardEvent } from "@hyperhive/wire";
import { mayReachIn } from "./agents/may-reach.ts";
import type { Roster } from "./agents/roster.ts";
import { visibleFolders } from "./agents/visible-folders.ts";
import { createBroker, type Broker } from "./broker/broker.ts";
import type { EventHub } from "./event-hub/event-hub.ts";
import { findFileRefs } from "./file-refs/file-refs.ts";
import type { HiveBasis } from "./hive-basis.ts";

/** What the broker is wired to. */
export type BrokerBasis = Pick<HiveBasis, "config" | "store" | "clock"> & {
  readonly hub: EventHub<DashboardEvent>;
  readonly roster: Roster;
};

/** Wires the broker of a hive. */
export function wireBroker({ config, store, clock, hub, roster }: BrokerBasis): Broker {
  return createBroker({
    store,
    clock,
    hub,
    directory: { agents: () => roster.names() },
    mayReach: mayReachIn(roster),
    resolveFileRefs: (from, body) => (roster.knows(from) ? findFileRefs(body, visibleFolders(config, from)) : []),
  });
}
