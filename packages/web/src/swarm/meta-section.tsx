import { useSignal, useSignalEffect } from "@preact/signals";
import { lazy } from "../controls/lazy.tsx";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import { FoldedPart } from "./folded-part.tsx";
import { ticksAmong } from "./meta-ticks.ts";

const MetaForm = lazy(async () => (await import("./meta-form.tsx")).MetaForm);

/** What the hive is locked to. Ticks stay while the part is folded and while the lock changes. */
export function MetaSection({ dashboard }: { dashboard: Dashboard }) {
  const shown = dashboard.parts.metaInputs.value;
  const ticked = useSignal<ReadonlySet<string>>(new Set());
  useSignalEffect(() => {
    const inputs = dashboard.parts.metaInputs.value;
    if (inputs.status === "shown") ticked.value = ticksAmong(ticked.peek(), inputs.data);
  });
  return (
    <FoldedPart
      id="meta"
      label="M3T4 1NPUTS"
      plain="meta inputs"
      shown={shown}
      what="the meta inputs"
      retry={dashboard.retryState}
      count={(inputs) => inputs.length}
    >
      {(inputs) => <MetaForm inputs={inputs} ticked={ticked} agents={dashboard.swarm.value?.containers.length ?? 0} />}
    </FoldedPart>
  );
}
