import type { ReadonlySignal } from "@preact/signals";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import { Icon } from "../controls/icon.tsx";
import { countOpen } from "../store/decisions.ts";

type Props = { readonly dashboard: Dashboard; readonly unread: ReadonlySignal<number> };

/** The bar at the foot of a phone: where the sections are, and how much is in them; pink is what waits for the operator. */
export function SectionDock({ dashboard, unread }: Props) {
  return (
    <nav class="dock" aria-label="sections">
      <a href="#decisions">
        <span aria-hidden="true">◆</span>
        decisions
        <Count read={() => (dashboard.decisions.value === undefined ? 0 : countOpen(dashboard.decisions.value))} hot />
      </a>
      <a href="#swarm">
        <Icon name="hex" />
        swarm
        <Count read={() => dashboard.swarm.value?.containers.length ?? 0} />
      </a>
      <a href="#messages">
        <Icon name="mail" />
        messages
        <Count read={() => unread.value} hot />
      </a>
    </nav>
  );
}

function Count({ read, hot = false }: { read: () => number; hot?: boolean }) {
  const count = read();
  return count === 0 ? null : <b class={hot ? "count hot" : "count"}>{count}</b>;
}
