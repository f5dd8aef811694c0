import { GlyphLabel } from "../controls/heading.tsx";
import { SectionBody } from "../shell/section-body.tsx";
import { AgentItem } from "./agent-item.tsx";
import type { Dashboard } from "../dashboard/dashboard-state.ts";

/** The agents and their cages. */
export function SwarmColumn({ dashboard }: { dashboard: Dashboard }) {
  const count = dashboard.swarm.value?.containers.length;
  return (
    <section class="col swarm" id="swarm" aria-labelledby="h-swarm" tabIndex={-1}>
      <div class="head top">
        <h2 id="h-swarm" aria-label="swarm">
          <GlyphLabel text="SW4RM" />
        </h2>
        {count !== undefined && <span class="count">{count}</span>}
        <span class="rule" />
      </div>
      <SectionBody shown={dashboard.parts.swarm.value} what="the agents" retry={dashboard.retryState}>
        {(swarm) =>
          swarm.containers.length === 0 ? (
            <p class="panel none">
              no agents yet. the manager is created when the core starts; its log says why it is not here.
            </p>
          ) : (
            <ul class="panel agents">
              {swarm.containers.map((container) => (
                <AgentItem key={container.name} container={container} pending={swarm.pending[container.name]} />
              ))}
            </ul>
          )
        }
      </SectionBody>
    </section>
  );
}
