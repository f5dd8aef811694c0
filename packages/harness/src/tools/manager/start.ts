import { z } from "zod";
import { defineTool } from "../tool.ts";

/** `start(name)`: starts an agent. */
export const start = defineTool({
  name: "start",
  description: "Start an agent that is stopped, also one that crashed too often to be started again by itself.",
  shape: { name: z.string().describe("the agent") },
  async handle({ name }, { client }) {
    await client.call("start", { name });
    return `${name} is started`;
  },
});
