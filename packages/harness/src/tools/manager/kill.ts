import { z } from "zod";
import { defineTool } from "../tool.ts";

/** `kill(name)`: stops an agent, which stays stopped until somebody starts it. */
export const kill = defineTool({
  name: "kill",
  description:
    "Stop an agent. A turn that runs is cut off and its message comes again; messages wait until it is started.",
  shape: { name: z.string().describe("the agent") },
  async handle({ name }, { client }) {
    await client.call("kill", { name });
    return `${name} is stopped`;
  },
});
