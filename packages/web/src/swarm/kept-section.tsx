import { lazy } from "../controls/lazy.tsx";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import { FoldedPart } from "./folded-part.tsx";

const KeptList = lazy(async () => (await import("./kept-list.tsx")).KeptList);

/** What destroyed agents left: nothing is shown while there is nothing. */
export function KeptSection({ dashboard }: { dashboard: Dashboard }) {
  const shown = dashboard.parts.kept.value;
  if (shown.status === "shown" && shown.data.length === 0 && shown.problems.length === 0) return null;
  return (
    <FoldedPart
      id="kept"
      label="K3PT ST4T3"
      plain="kept state"
      shown={shown}
      what="the kept state"
      retry={dashboard.retryState}
      count={(kept) => kept.length}
    >
      {(kept) => <KeptList kept={kept} pending={dashboard.decisions.value?.pending ?? []} />}
    </FoldedPart>
  );
}
