import type { Dashboard } from "../dashboard/dashboard-state.ts";
import type { DecisionDesk } from "./decision-desk.ts";
import { SpawnForm } from "./spawn-form.tsx";

type Props = { readonly dashboard: Dashboard; readonly desk: DecisionDesk; readonly isQuiet: boolean };

/** The form for a new agent; while nothing waits it is what the column has to offer, with words around it. */
export function SpawnBox({ dashboard, desk, isQuiet }: Props) {
  const isFirst = (dashboard.swarm.value?.containers ?? []).every(({ is_manager: isManager }) => isManager);
  return (
    <div class={isQuiet ? "empty card" : ""}>
      {isQuiet && (
        <p class="big" key="big">
          nothing waits for you.
        </p>
      )}
      {isQuiet && (
        <p class="muted" key="what">
          proposals, spawns and questions of your agents arrive here, and in your notifications.
        </p>
      )}
      {isQuiet && (
        <h3 class="sub" key="sub">
          {isFirst ? "a first agent" : "another agent"}
        </h3>
      )}
      <SpawnForm key="form" dashboard={dashboard} desk={desk} />
      {isQuiet && (
        <p class="muted" key="or">
          or tell the manager what you need; it proposes, you approve.
        </p>
      )}
    </div>
  );
}
