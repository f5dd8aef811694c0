import { waitFor, type TestHive } from "@hyperhive/testkit";
import type { Build } from "@hyperhive/wire";

/** Waits until the newest build of an agent has ended. */
export async function untilBuilt(hive: TestHive, agent: string): Promise<Build> {
  return await waitFor({
    what: `the end of a build of ${agent}`,
    look: () => {
      const newest = hive.core.builds.newest(30).findLast((build) => build.agent === agent);
      return newest?.ended_at === undefined ? undefined : newest;
    },
    subscribe: (changed) => hive.core.hub.subscribe(changed),
  });
}
