import { z } from "zod";

/** How a turn ended. Only `ok` acks its messages. */
export const turnOutcomeSchema = z.enum([
  "ok",
  "failed",
  "prompt_too_long",
  "rate_limited",
  "auth_failed",
  "cancelled",
  "over_budget",
]);
export type TurnOutcome = z.infer<typeof turnOutcomeSchema>;

/** What the harness is doing now. */
export const turnStateSchema = z.enum(["idle", "thinking", "compacting", "rate_limited", "needs_login", "paused"]);
export type TurnState = z.infer<typeof turnStateSchema>;

/** Token figures of one turn; `ctx` is the prompt size of the last inference, the others sum over all inferences. */
export const turnUsageSchema = z.object({
  ctx: z.number().int(),
  input_tokens: z.number().int(),
  output_tokens: z.number().int(),
  cache_read_tokens: z.number().int(),
  cache_write_tokens: z.number().int(),
  cost_usd: z.number(),
});
export type TurnUsage = z.infer<typeof turnUsageSchema>;

/** One thing that happened in an agent's harness, pushed to the core in order. Long text is cut by the harness. */
export const agentEventSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("turn_start"),
    turn: z.number().int(),
    woken_by: z.string(),
    message_ids: z.array(z.number().int()),
    model: z.string(),
    prompt: z.string(),
  }),
  z.object({
    kind: z.literal("turn_end"),
    turn: z.number().int(),
    outcome: turnOutcomeSchema,
    started_at: z.number().int(),
    duration_ms: z.number().int(),
    model: z.string(),
    woken_by: z.string(),
    usage: turnUsageSchema.optional(),
    tool_calls: z.record(z.string(), z.number().int()),
    /** Questions and approvals that were open after the turn: the agent's own, for the manager everyone's. Absent when the core did not say. */
    open_threads: z.number().int().min(0).optional(),
    /** Reminders of the agent that were pending after the turn. Absent when the core did not say. */
    open_reminders: z.number().int().min(0).optional(),
    /** What went wrong, in words, with the last lines of stderr where they help. */
    note: z.string().optional(),
  }),
  z.object({ kind: z.literal("text"), text: z.string(), subagent: z.string().optional() }),
  z.object({ kind: z.literal("thinking"), text: z.string(), subagent: z.string().optional() }),
  z.object({
    kind: z.literal("tool_use"),
    id: z.string(),
    name: z.string(),
    input: z.record(z.string(), z.unknown()),
    subagent: z.string().optional(),
  }),
  z.object({
    kind: z.literal("tool_result"),
    id: z.string(),
    text: z.string(),
    is_error: z.boolean(),
    subagent: z.string().optional(),
  }),
  z.object({ kind: z.literal("stderr"), line: z.string() }),
  z.object({ kind: z.literal("note"), text: z.string() }),
  /** Something from claude that this version has no row for; `raw` is its JSON. */
  z.object({ kind: z.literal("unrecognised"), type: z.string(), raw: z.string() }),
  z.object({ kind: z.literal("session"), session_id: z.string(), resumed: z.boolean() }),
  z.object({ kind: z.literal("status_changed"), text: z.string() }),
  z.object({ kind: z.literal("model_changed"), model: z.string() }),
  z.object({ kind: z.literal("token_usage_changed"), ctx: z.number().int(), cost: z.number() }),
  z.object({
    kind: z.literal("turn_state_changed"),
    state: turnStateSchema,
    /** Unix seconds. */
    since: z.number().int(),
    /** Unix seconds at which a parked agent goes on, when known. */
    until: z.number().int().optional(),
    detail: z.string().optional(),
  }),
  /** Something that a build of this agent printed, or how it stands; told by the core itself. */
  z.object({
    kind: z.literal("build"),
    build_id: z.number().int(),
    state: z.enum(["running", "done", "failed", "cancelled"]),
    line: z.string(),
  }),
]);
export type AgentEvent = z.infer<typeof agentEventSchema>;

/** An event as the harness sends it: `seq` counts from 1 in each harness process. */
export const pushedEventSchema = z.object({
  seq: z.number().int().positive(),
  /** Unix milliseconds. */
  at: z.number().int(),
  event: agentEventSchema,
});
export type PushedEvent = z.infer<typeof pushedEventSchema>;

/** An event as the core keeps it and pages get it: `seq` grows for ever within one epoch of the agent's history. */
export const agentEventRowSchema = z.object({
  epoch: z.string(),
  seq: z.number().int(),
  at: z.number().int(),
  event: agentEventSchema,
});
export type AgentEventRow = z.infer<typeof agentEventRowSchema>;
