import { renderLooseEnds } from "./render-loose-ends.ts";
import { defineTool } from "./tool.ts";

/** `get_loose_ends()`: what still waits on somebody, as text; whose things are listed is the core's decision, by the socket. */
export const getLooseEnds = defineTool({
  name: "get_loose_ends",
  description:
    "List what is still open, with ages: questions that you asked or that wait for your answer, and your pending or failed reminders. The manager sees those of all agents, and the approvals that wait for the operator.",
  shape: {},
  async handle(_input, { client, now }) {
    const { loose_ends } = await client.call("get_loose_ends", {});
    return renderLooseEnds(loose_ends, now());
  },
});
