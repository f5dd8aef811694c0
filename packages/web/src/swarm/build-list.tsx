import { useSignal } from "@preact/signals";
import type { ApprovalView } from "@hyperhive/wire";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import { isUnderWay, type BuildQueue } from "../store/build-queue.ts";
import { BuildEntry } from "./build-entry.tsx";

const SHOWN_ENDED = 5;

/** What is built now, what waits in its order, then what has ended, newest first. */
export function BuildList({ dashboard, queue }: { dashboard: Dashboard; queue: BuildQueue }) {
  const all = useSignal(false);
  const underWay = queue.builds.filter(isUnderWay);
  const ended = queue.builds.filter((build) => !isUnderWay(build)).toReversed();
  const shown = [...underWay, ...(all.value ? ended : ended.slice(0, SHOWN_ENDED))];
  const waiting = underWay.filter(({ state }) => state === "queued");
  const approvals = dashboard.decisions.value?.history ?? [];
  const hidden = ended.length - SHOWN_ENDED;
  return (
    <>
      <ul class="panel builds">
        {shown.map((build) => (
          <BuildEntry
            key={build.id}
            dashboard={dashboard}
            build={build}
            stage={stageOf(approvals, build.approval_id)}
            place={build.state === "queued" ? waiting.indexOf(build) + 1 : undefined}
            lines={queue.lines[build.id]}
          />
        ))}
      </ul>
      {hidden > 0 && (
        <button class="btn ghost sm" type="button" aria-expanded={all.value} onClick={() => (all.value = !all.value)}>
          {all.value ? "fewer builds" : `${hidden} older`}
        </button>
      )}
    </>
  );
}

function stageOf(approvals: readonly ApprovalView[], id: number | undefined) {
  return id === undefined ? undefined : approvals.find((approval) => approval.id === id)?.stage;
}
