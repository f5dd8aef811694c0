import { waitFor, type TestHive } from "@hyperhive/testkit";
import type { Build } from "@hyperhive/wire";

/** Waits until the newest build of an agent has ended. */
export async function untilBuilt(hive: TestHive, agent: string): Promise<Build> {
  return await waitFor({
    what: `the end of a build of ${agent}`,
    look: () => hive.core.builds.newest(30).findLast((build) => build.agent === agent && build.ended_at !== undefined),
    subscribe: (changed) => hive.core.hub.subscribe(changed),
  });
}
