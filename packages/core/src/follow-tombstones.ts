import { toAgentName, type DashboardEvent } from "@hyperhive/wire";
import type { Hive } from "./wire-hive.ts";

/** Looks at what destroyed agents left behind, now and whenever an action or a build on an agent has ended, until the returned function is called. */
export function followTombstones({ hub, tombstones, log }: Pick<Hive, "hub" | "tombstones" | "log">): () => void {
  try {
    tombstones.list();
  } catch (err) {
    log.warn({ err }, "what destroyed agents left behind cannot be listed");
  }
  return hub.subscribe((event) => {
    const name = agentThatIsDone(event);
    // Not at once: what is published while an event is handed out would overtake it.
    if (name !== undefined) queueMicrotask(() => tombstones.touch(toAgentName(name)));
  });
}

function agentThatIsDone(event: DashboardEvent): string | undefined {
  if (event.kind === "transient_cleared") return event.name;
  return event.kind === "build_changed" && event.build.ended_at !== undefined ? event.build.agent : undefined;
}
