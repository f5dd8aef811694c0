import type { DashboardEvent } from "@hyperhive/wire";
import type { Hive } from "./wire-hive.ts";

/** Has each agent whose inbox changed shown again, until the returned function is called. */
export function followInboxes({ hub, feed, roster }: Pick<Hive, "hub" | "feed" | "roster">): () => void {
  return hub.subscribe((event) => {
    const to = recipientOf(event);
    if (to !== undefined && roster.knows(to)) feed.touch(to);
  });
}

function recipientOf(event: DashboardEvent): string | undefined {
  if (event.kind === "sent") return event.message.to;
  return "to" in event ? event.to : undefined;
}
