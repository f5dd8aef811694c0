import { displayName, type Build } from "@hyperhive/wire";
import { isUnderWay } from "../store/build-queue.ts";

/** What a build that is queued now comes after; undefined when nothing is in its way. */
export function queueHint(builds: readonly Build[]): string | undefined {
  const last = builds.findLast(isUnderWay);
  if (last === undefined) return undefined;
  const { approval_id: id, agent } = last;
  return `builds after ${id === undefined ? `the rebuild of ${displayName(agent)}` : `#${id}`}`;
}
