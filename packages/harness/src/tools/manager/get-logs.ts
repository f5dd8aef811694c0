import { agentVerbs } from "@hyperhive/wire";
import { z } from "zod";
import { defineTool } from "../tool.ts";

const { lines: linesSchema } = agentVerbs.get_logs.request.shape;

/** `get_logs(agent, lines?)`: the end of what an agent's cage and harness wrote. */
export const getLogs = defineTool({
  name: "get_logs",
  description: "Read the end of an agent's log: what its harness wrote, and why its cage ended.",
  shape: {
    agent: z.string().describe("the agent"),
    lines: linesSchema.describe("how many at most, up to 1000; 100 when left out"),
  },
  async handle({ agent, lines }, { client }) {
    const log = await client.call("get_logs", { name: agent, lines });
    return log.lines.length === 0 ? "(the log is empty)" : log.lines.join("\n");
  },
});
