import { portConflicts } from "@hyperhive/wire";
import type { Swarm } from "../store/swarm.ts";
import { AgentItem } from "./agent-item.tsx";
import { agentRows, clashes } from "./agent-rows.ts";
import { ArrivingItem } from "./arriving-item.tsx";
import { PortConflicts } from "./port-conflicts.tsx";

/** Every agent, and over them the ports that several of them claim. */
export function AgentList({ swarm }: { swarm: Swarm }) {
  const rows = agentRows(swarm);
  if (rows.length === 0) {
    return (
      <p class="panel none">
        no agents yet. the manager is created when the core starts; its log says why it is not here.
      </p>
    );
  }
  const conflicts = portConflicts(swarm.containers);
  const shownAs = (name: string) => swarm.containers.find((other) => other.name === name)?.display_name ?? name;
  const clash = clashes(conflicts, shownAs);
  return (
    <>
      <PortConflicts conflicts={conflicts} shownAs={shownAs} />
      <ul class="panel agents">
        {rows.map((row) =>
          row.container === undefined ? (
            <ArrivingItem key={row.name} name={row.name} pending={row.arriving} />
          ) : (
            <AgentItem
              key={row.name}
              container={row.container}
              pending={swarm.pending[row.name]}
              failure={swarm.failures[row.name]}
              clash={clash.get(row.name)}
            />
          ),
        )}
      </ul>
    </>
  );
}
