import { randomUUID } from "node:crypto";
import { z } from "zod";
import { defineTool } from "../tool.ts";

/** A tool by which the manager asks for an agent that does not exist yet; each call is a request of its own. */
export function agentRequest(name: "request_spawn" | "request_init_config", description: string) {
  return defineTool({
    name,
    description,
    shape: {
      name: z.string().describe("name of the new agent: a-z, 0-9 and `-`"),
      description: z.string().optional().describe("what the agent is for, for the operator who decides"),
    },
    async handle(asked, { client }) {
      const words = asked.description === undefined ? {} : { description: asked.description };
      const { approval_id } = await client.call(name, { name: asked.name, ...words, key: randomUUID() });
      return `approval ${approval_id} waits for the operator`;
    },
  });
}
