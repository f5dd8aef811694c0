import { displayName } from "@hyperhive/wire";
import { Age } from "../clock/age.tsx";
import { lazy } from "../controls/lazy.tsx";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import { isUnderWay, type BuildQueue } from "../store/build-queue.ts";
import { FoldedPart } from "./folded-part.tsx";

const BuildList = lazy(async () => (await import("./build-list.tsx")).BuildList);

/** The build queue: open while something is built, else folded with the last outcome beside its label. */
export function BuildSection({ dashboard }: { dashboard: Dashboard }) {
  const shown = dashboard.parts.builds.value;
  if (shown.status === "shown" && shown.data.builds.length === 0 && shown.problems.length === 0) return null;
  return (
    <FoldedPart
      id="builds"
      label="BU1LD QU3U3"
      plain="build queue"
      shown={shown}
      what="the build queue"
      retry={dashboard.retryState}
      open={shown.status === "shown" && shown.data.builds.some(isUnderWay)}
      count={(queue) => <Standing queue={queue} />}
    >
      {(queue) => <BuildList dashboard={dashboard} queue={queue} />}
    </FoldedPart>
  );
}

function Standing({ queue: { builds } }: { queue: BuildQueue }) {
  const running = builds.filter(({ state }) => state === "running").length;
  const waiting = builds.filter(({ state }) => state === "queued").length;
  const last = builds.findLast((build) => !isUnderWay(build));
  if (running + waiting > 0) {
    return (
      <>
        {running} running{waiting > 0 && `, ${waiting} waiting`}
      </>
    );
  }
  if (last === undefined) return null;
  const failed = last.state === "failed";
  return (
    <span class={failed ? "clash" : ""}>
      {failed ? "✗ " : "✓ "}
      {displayName(last.agent)} {last.state}, <Age at={last.ended_at ?? last.requested_at} /> ago
    </span>
  );
}
