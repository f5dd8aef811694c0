import type { LifecycleParts } from "./lifecycle-parts.ts";

/** Tells of each running agent whose cage another hyperhive started: it goes on as it is, and a rebuild brings it up to this one. To be called once for each new hyperhive. */
export async function tellStaleAgents({ roster, notices, rev }: LifecycleParts): Promise<void> {
  for (const name of roster.names()) {
    const { record, running } = roster.get(name);
    if (!running || record.startedRev === undefined || record.startedRev === rev) continue;
    await notices.needsUpdate(name, `its cage was started by hyperhive ${record.startedRev}; this is ${rev}`);
  }
}
