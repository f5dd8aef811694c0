import { z } from "zod";
import { defineTool } from "../tool.ts";

/** `restart(name)`: stops an agent and starts it. */
export const restart = defineTool({
  name: "restart",
  description: "Stop an agent and start it again. A turn that runs is cut off and its message comes again.",
  shape: { name: z.string().describe("the agent") },
  async handle({ name }, { client }) {
    await client.call("restart", { name });
    return `${name} is restarted`;
  },
});
