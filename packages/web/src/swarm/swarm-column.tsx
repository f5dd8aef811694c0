import { useComputed } from "@preact/signals";
import { useRef } from "preact/hooks";
import { StatsSection } from "../charts/stats-section.tsx";
import { GlyphLabel } from "../controls/heading.tsx";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import { SectionBody } from "../shell/section-body.tsx";
import { AgentList } from "./agent-list.tsx";
import { BuildSection } from "./build-section.tsx";
import { KeptSection } from "./kept-section.tsx";
import { MetaSection } from "./meta-section.tsx";
import { UpdateAll } from "./update-all.tsx";
import { useKeptFocus } from "./use-kept-focus.ts";

/** The agents and their cages, what is built, what destroyed agents left, and what the hive is locked to. */
export function SwarmColumn({ dashboard }: { dashboard: Dashboard }) {
  return (
    <section class="col swarm" id="swarm" aria-labelledby="h-swarm" tabIndex={-1}>
      <SwarmHead dashboard={dashboard} />
      <Agents dashboard={dashboard} />
      <Rest dashboard={dashboard} />
    </section>
  );
}

/** The quieter parts; while nothing at all could be loaded, what is said over them is enough. */
function Rest({ dashboard }: { dashboard: Dashboard }) {
  const isLoaded = useComputed(() => dashboard.swarm.value !== undefined);
  if (!isLoaded.value) return null;
  return (
    <>
      <BuildSection dashboard={dashboard} />
      <KeptSection dashboard={dashboard} />
      <MetaSection dashboard={dashboard} />
      <StatsSection />
    </>
  );
}

function SwarmHead({ dashboard }: { dashboard: Dashboard }) {
  const count = useComputed(() => dashboard.swarm.value?.containers.length);
  const stale = useComputed(() => dashboard.swarm.value?.containers.filter((agent) => agent.needs_update).length ?? 0);
  const head = useRef<HTMLDivElement>(null);
  const column = () => document.getElementById("swarm");
  useKeptFocus(head, { next: column, last: column });
  return (
    <div class="head top" ref={head}>
      <h2 id="h-swarm" aria-label="swarm">
        <GlyphLabel text="SW4RM" />
      </h2>
      {count.value !== undefined && <span class="count">{count.value}</span>}
      <span class="rule" />
      <UpdateAll stale={stale.value} />
    </div>
  );
}

function Agents({ dashboard }: { dashboard: Dashboard }) {
  return (
    <SectionBody shown={dashboard.parts.swarm.value} what="the agents" retry={dashboard.retryState}>
      {(swarm) => <AgentList swarm={swarm} />}
    </SectionBody>
  );
}
