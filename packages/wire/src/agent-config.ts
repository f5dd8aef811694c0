import { z } from "zod";
import { agentNameSchema } from "./names.ts";

/** How a cage reaches the network. */
export const networkModeSchema = z.enum(["internet", "none", "host"]);

/** How agents reach a model. `key`: the core holds the credential; `login`: each agent logs in by itself. */
export const modelAccessSchema = z.enum(["key", "login"]);
export type ModelAccessMode = z.infer<typeof modelAccessSchema>;

/** One MCP server that runs in the agent's cage beside hyperhive's own. */
export const extraMcpServerSchema = z.object({
  command: z.string().min(1).meta({ description: "Program to start, as a path in the cage or a name on its PATH." }),
  args: z.array(z.string()).default([]),
  env: z.record(z.string(), z.string()).default({}),
  allowed_tools: z.array(z.string()).default(["*"]).meta({
    description: "Tools that claude may call without asking; `*` means all of this server.",
  }),
});
export type ExtraMcpServer = z.infer<typeof extraMcpServerSchema>;

/** Built-in tools of claude that an agent gets unless its file says otherwise. */
export const DEFAULT_TOOLS: readonly string[] = ["Bash", "Edit", "Glob", "Grep", "Read", "Write"];

/** The validated `agent.json`: all that core and harness read about an agent's shape. */
export const agentConfigSchema = z.strictObject({
  version: z.literal(1).default(1),
  model: z.string().min(1).optional().meta({ description: "Model alias or id; a run-time override wins over it." }),
  tools: z
    .array(z.string().regex(/^[A-Za-z][A-Za-z0-9_]*(\(.*\))?$/, "expected a tool such as Read or Bash(git *)"))
    .default([...DEFAULT_TOOLS])
    .meta({
      description: "Built-in tools claude may use, in its allow-list grammar: `Read`, `Bash(git *)`.",
    }),
  mcp_servers: z.record(z.string().regex(/^[A-Za-z0-9_-]+$/), extraMcpServerSchema).default({}),
  send_to: z
    .array(z.string())
    .optional()
    .meta({ description: "Addresses this agent may send to; absent means everyone." }),
  env: z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.string()).default({}),
  network: networkModeSchema.default("internet"),
  idle_seconds: z
    .number()
    .int()
    .min(0)
    .max(86_400)
    .default(300)
    .meta({ description: "Seconds without a turn after which the warm claude process is let go." }),
  turn_budget_usd: z.number().positive().optional().meta({ description: "A turn that costs more is stopped." }),
});
export type AgentConfig = z.infer<typeof agentConfigSchema>;
export type AgentConfigInput = z.input<typeof agentConfigSchema>;

/** What an agent learns about itself. */
export const whoamiSchema = z.object({
  name: agentNameSchema,
  role: z.enum(["agent", "manager"]),
  pronouns: z.string().meta({ description: "Pronouns of the operator." }),
  hyperhive_rev: z.string(),
});
export type Whoami = z.infer<typeof whoamiSchema>;
