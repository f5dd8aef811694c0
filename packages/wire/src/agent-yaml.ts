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

const { shape } = agentConfigSchema;

/** What `agent.yaml` may hold: the fields of `agent.json`, the prompt also as a file. Stricter than `agent.json`: an unknown field of an MCP server is refused. */
export const agentYamlSchema = z.strictObject({
  version: shape.version,
  prompt: shape.prompt,
  prompt_file: promptFileSchema,
  ...shape,
  mcp_servers: z
    .record(shape.mcp_servers.unwrap().keyType, z.strictObject(extraMcpServerSchema.shape))
    .default({})
    .meta({ description: shape.mcp_servers.description ?? "" }),
});
export type AgentYaml = z.infer<typeof agentYamlSchema>;
