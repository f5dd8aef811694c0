import { z } from "zod";
import { defineTool } from "./tool.ts";

/** `message_status(ids)`: what became of messages that this agent sent. */
export const messageStatus = defineTool({
  name: "message_status",
  description:
    "Tells what became of messages that you sent: queued, delivered (being worked on), acked (done), dead (failed five times) or parked (waits for the operator); dead and parked ones that the operator let go will reach nobody.",
  shape: { ids: z.array(z.number().int()).min(1).max(100).describe("ids that `send` returned") },
  async handle({ ids }, { client }) {
    const { statuses } = await client.call("message_status", { ids });
    const lines = statuses.map(
      ({ id, to, state, attempts, dismissed_at: gone, note }) =>
        `message ${id} to ${to}: ${state}${gone === undefined ? "" : ", let go by the operator"}, delivered ${attempts} time(s)${note === undefined ? "" : ` (${note})`}`,
    );
    const unknown = ids.filter((id) => !statuses.some((status) => status.id === id));
    return [...lines, ...unknown.map((id) => `message ${id}: not one of yours`)].join("\n");
  },
});
