import type { AgentName, DashboardEvent } from "@hyperhive/wire";
import type { EventHub } from "./event-hub/event-hub.ts";
import type { HiveBasis } from "./hive-basis.ts";
import { Transients } from "./lifecycle/transients.ts";

/** What the actions that are under way are wired to. */
export type TransientsBasis = Pick<HiveBasis, "clock"> & {
  readonly hub: EventHub<DashboardEvent>;
  /** Hears of an agent on which an action has ended, after the pages. */
  readonly onEnd: (name: AgentName) => void;
};

/** Wires the actions that are under way to the dashboard's events. */
export function wireTransients({ clock, hub, onEnd }: TransientsBasis): Transients {
  return new Transients(
    {
      began: (name, transient, since) => void hub.publish({ kind: "transient_set", name, transient, since }),
      ended(name, error) {
        hub.publish({ kind: "transient_cleared", name, ...(error !== undefined && { error }) });
        onEnd(name);
      },
    },
    () => clock.now(),
  );
}
