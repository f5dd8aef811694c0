import { z } from "zod";
import { agentConfigSchema, extraMcpServerSchema } from "./agent-config.ts";

const promptFileSchema = z
  .string()
  .regex(
    /^(?!\.{1,2}(\/|$))[^/\\\0]+(\/(?!\.{1,2}(\/|$))[^/\\\0]+)*$/,
    "expected a path inside the repo such as prompts/role.md, without `.` or `..`",
  )
  .optional()
  .meta({ description: "File of the same repo that holds the prompt, instead of `prompt`." });

const { version, prompt, mcp_servers, ...rest } = agentConfigSchema.shape;

/** What `agent.yaml` may hold: the fields of `agent.json`, the prompt also as a file. Stricter than `agent.json`: an unknown field of an MCP server is refused. */
export const agentYamlSchema = z.strictObject({
  version,
  prompt,
  prompt_file: promptFileSchema,
  mcp_servers: z
    .record(mcp_servers.unwrap().keyType, z.strictObject(extraMcpServerSchema.shape))
    .default({})
    .meta({ description: mcp_servers.description ?? "" }),
  ...rest,
});
export type AgentYaml = z.infer<typeof agentYamlSchema>;
