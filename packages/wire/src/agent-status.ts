import { z } from "zod";
import { turnStateSchema } from "./agent-event.ts";
import { networkModeSchema } from "./agent-config.ts";

/** One row of `agent_status`. The booleans are independent of one another. */
export const agentStatusSchema = z.object({
  name: z.string(),
  running: z.boolean(),
  failed: z.boolean(),
  needs_update: z.boolean(),
  needs_login: z.boolean(),
  paused: z.boolean(),
  parent: z.string().optional(),
  deployed_sha: z.string().length(12).optional(),
  active_model: z.string().optional(),
  status_text: z.string().optional(),
  /** RFC 3339, present only with the text. */
  status_set_at: z.string().optional(),
  url: z.string().optional(),
  pending_reminders: z.number().int(),
});
export type AgentStatus = z.infer<typeof agentStatusSchema>;

/** What is being done to an agent right now. */
export const transientKindSchema = z.enum([
  "spawning",
  "starting",
  "stopping",
  "restarting",
  "rebuilding",
  "destroying",
]);
export type TransientKind = z.infer<typeof transientKindSchema>;

/** An agent's cage as pages show it. */
export const containerViewSchema = agentStatusSchema.extend({
  /** `hm1nd` for the manager. */
  display_name: z.string(),
  is_manager: z.boolean(),
  port: z.number().int(),
  runtime: z.string(),
  network: networkModeSchema,
  /** Whether the harness holds its control stream. */
  connected: z.boolean(),
  turn_state: turnStateSchema,
  /** Unix seconds. */
  turn_state_since: z.number().int(),
  turn_state_until: z.number().int().optional(),
  /** Prompt size of the last inference, in tokens. */
  ctx: z.number().int().optional(),
  /** Dollars spent in the last turn. */
  cost: z.number().optional(),
  /** Messages that wait in its inbox. */
  queued: z.number().int(),
  /** Why it failed, or why it is parked. */
  detail: z.string().optional(),
});
export type ContainerView = z.infer<typeof containerViewSchema>;
