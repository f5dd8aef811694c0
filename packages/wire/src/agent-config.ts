import { z } from "zod";
import { agentMountsSchema } from "./agent-mount.ts";
import { agentNameSchema } from "./names.ts";

/** How a cage reaches the network. */
export const networkModeSchema = z.enum(["internet", "none", "host"]);

/** How agents reach a model. `key`: the core holds the credential; `login`: each agent logs in by itself. */
export const modelAccessSchema = z.enum(["key", "login"]);
export type ModelAccessMode = z.infer<typeof modelAccessSchema>;

/** One MCP server that runs in the agent's cage beside hyperhive's own. */
export const extraMcpServerSchema = z.object({
  command: z.string().min(1).meta({ description: "Program to start, as a path in the cage or a name on its PATH." }),
  args: z.array(z.string()).default([]).meta({ description: "Arguments of the program." }),
  env: z
    .record(z.string(), z.string())
    .default({})
    .meta({ description: "Environment variables that only this server gets." }),
  allowed_tools: z
    .array(z.string().regex(/^[A-Za-z0-9_.*-]+$/, "expected the name of a tool, or `*`"))
    .default(["*"])
    .meta({
      description: "Tools that claude may call without asking; `*` means all of this server.",
    }),
});
export type ExtraMcpServer = z.infer<typeof extraMcpServerSchema>;

/** What a cage may use up; a field that is absent sets no limit. */
export const agentLimitsSchema = z.strictObject({
  memory_mb: z.number().int().positive().optional().meta({ description: "Most memory of the whole cage, in MiB." }),
  cpus: z
    .number()
    .positive()
    .optional()
    .meta({ description: "Most processor time, in processors: 0.5 is half of one." }),
  pids: z.number().int().positive().optional().meta({ description: "Most processes and threads at the same time." }),
});
export type AgentLimits = z.infer<typeof agentLimitsSchema>;

/** Longest `prompt`, in bytes of UTF-8. */
export const MAX_PROMPT_BYTES = 32 * 1024;

/** Built-in tools of claude that an agent gets unless its file says otherwise. */
export const DEFAULT_TOOLS: readonly string[] = ["Bash", "Edit", "Glob", "Grep", "Read", "Write"];

// One rule only: claude takes a list of them parted by commas.
const TOOL_RULE = /^[A-Za-z][A-Za-z0-9_]*(\((?:(?!\)\s*,).)*\))?$/;

/** The validated `agent.json`: all that core and harness read about an agent's shape. */
export const agentConfigSchema = z.strictObject({
  version: z.literal(1).default(1).meta({ description: "Version of this format." }),
  prompt: z
    .string()
    .refine((text) => new TextEncoder().encode(text).length <= MAX_PROMPT_BYTES, "expected at most 32 KiB of text")
    .optional()
    .meta({ description: "The agent's role in your words; it is added to its system prompt. At most 32 KiB." }),
  model: z.string().min(1).optional().meta({ description: "Model alias or id; a run-time override wins over it." }),
  tools: z
    .array(z.string().regex(TOOL_RULE, "expected a tool such as Read or Bash(git *)"))
    .default([...DEFAULT_TOOLS])
    .meta({
      description: "Built-in tools claude may use, in its allow-list grammar: `Read`, `Bash(git *)`.",
    }),
  mcp_servers: z
    .record(
      z.string().regex(/^[A-Za-z0-9_-]+$/, "expected a name of letters, digits, `_` and `-`"),
      extraMcpServerSchema,
    )
    .default({})
    .meta({
      description: "More MCP servers, by name; they run in the cage and their tools are `mcp__<name>__<tool>`.",
    }),
  send_to: z
    .array(z.string())
    .optional()
    .meta({ description: "Addresses this agent may send to; absent means everyone." }),
  env: z
    .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "expected a name of letters, digits and `_`"), z.string())
    .default({})
    .meta({ description: "Environment variables in the cage; those of hyperhive win over them." }),
  network: networkModeSchema.default("internet").meta({
    description:
      "`internet`: the internet, never the host itself; `none`: the model only; `host`: all that the host reaches.",
  }),
  mounts: agentMountsSchema.default([]).meta({ description: "Folders and files of the host that the agent sees." }),
  limits: agentLimitsSchema.optional().meta({
    description: "What the cage may use up; absent means no limit. bubblewrap cannot enforce it and refuses.",
  }),
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
