import type { HostVerbs } from "@hyperhive/wire";
import { statusRow } from "../../agents/container-view.ts";
import type { StreamHandler } from "../verb-handlers.ts";
import type { HostCaller } from "./host-caller.ts";

/** A reader that lets so much pile up misses changes: the stream is best effort. */
const MAX_BACKLOG_BYTES = 256 * 1024;

/** A bare ok, then one row for each change of an agent's status. */
export const subscribeAgentStatus: StreamHandler<HostVerbs["subscribe_agent_status"], HostCaller> = (
  _request,
  { agents, hub },
) => ({
  response: {},
  async stream(channel) {
    const told = new Map(agents.views().map((view) => [view.name, JSON.stringify(statusRow(view))]));
    const unsubscribe = hub.subscribe((frame) => {
      if (frame.kind !== "container_state_changed" || channel.backlog() > MAX_BACKLOG_BYTES) return;
      const row = statusRow(frame.container);
      const text = JSON.stringify(row);
      if (told.get(row.name) === text) return;
      told.set(row.name, text);
      // Best effort: a reader that is gone ends the stream by itself.
      channel.push({ agent_statuses: [row] }).catch(() => undefined);
    });
    await channel.hungUp().finally(unsubscribe);
  },
});
