import { randomUUID } from "node:crypto";
import { z } from "zod";
import { defineTool } from "../tool.ts";

/** `request_spawn(name)`: a new agent in one step. */
export const requestSpawn = defineTool({
  name: "request_spawn",
  description:
    "Ask the operator for a new agent with the default configuration; the approval creates and starts it. A name that was destroyed comes back with the configuration, notes and log-in that it had. For one with a configuration of its own use `request_init_config`. Returns at once.",
  shape: {
    name: z.string().describe("name of the new agent: a-z, 0-9 and `-`"),
    description: z.string().optional().describe("what the agent is for, for the operator who decides"),
  },
  async handle({ name, description }, { client }) {
    const { approval_id } = await client.call("request_spawn", {
      name,
      ...(description !== undefined && { description }),
      key: randomUUID(),
    });
    return `approval ${approval_id} waits for the operator`;
  },
});
