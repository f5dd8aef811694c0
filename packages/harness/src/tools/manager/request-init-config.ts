import { randomUUID } from "node:crypto";
import { z } from "zod";
import { defineTool } from "../tool.ts";

/** `request_init_config(name)`: the first step towards a new agent with a configuration of its own. */
export const requestInitConfig = defineTool({
  name: "request_init_config",
  description:
    "Ask the operator for the configuration repo of an agent that does not exist yet. After the approval `config_ready` tells where it is: edit it, commit, and call `request_apply_commit`, whose approval creates the agent. Returns at once.",
  shape: {
    name: z.string().describe("name of the new agent: a-z, 0-9 and `-`"),
    description: z.string().optional().describe("what the agent is for, for the operator who decides"),
  },
  async handle({ name, description }, { client }) {
    const { approval_id } = await client.call("request_init_config", {
      name,
      ...(description !== undefined && { description }),
      key: randomUUID(),
    });
    return `approval ${approval_id} waits for the operator`;
  },
});
