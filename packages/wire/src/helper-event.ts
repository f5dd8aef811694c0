import { z } from "zod";
import { approvalKindSchema, approvalStatusSchema } from "./approval.ts";

/** Bodies of messages from `system`: what the host tells an agent, usually the manager, in JSON. */
export const helperEventSchema = z.discriminatedUnion("event", [
  z.object({
    event: z.literal("container_crash"),
    agent: z.string(),
    exit_code: z.number().int().optional(),
    note: z.string(),
  }),
  z.object({
    event: z.literal("killed"),
    agent: z.string(),
    /** The commit that was deployed. */
    sha: z.string().optional(),
    tag: z.string().optional(),
  }),
  z.object({ event: z.literal("needs_login"), agent: z.string() }),
  z.object({ event: z.literal("logged_in"), agent: z.string() }),
  z.object({
    event: z.literal("restarted"),
    agent: z.string(),
    reason: z.string(),
    note: z.string(),
  }),
  z.object({
    event: z.literal("turn_failed"),
    agent: z.string(),
    outcome: z.string(),
    note: z.string(),
  }),
  z.object({
    event: z.literal("message_dead"),
    message_id: z.number().int(),
    to: z.string(),
    attempts: z.number().int(),
    note: z.string(),
  }),
  z.object({
    event: z.literal("chain_parked"),
    message_id: z.number().int(),
    from: z.string(),
    to: z.string(),
    chain_id: z.string(),
    hops: z.number().int(),
    note: z.string(),
  }),
  z.object({
    event: z.literal("approval_resolved"),
    id: z.number().int(),
    agent: z.string(),
    kind: approvalKindSchema,
    status: approvalStatusSchema,
    /** The commit that was pinned at submit. */
    sha: z.string().optional(),
    /** The tag in applied that tells of this, e.g. `deployed/7`. */
    tag: z.string().optional(),
    /** Why it was denied, failed, or is to be revised. */
    note: z.string().optional(),
  }),
  z.object({
    event: z.literal("config_ready"),
    /** Number of the approval. */
    id: z.number().int(),
    agent: z.string(),
    /** Where the manager edits it, as a path in its cage. */
    path: z.string(),
    sha: z.string(),
    tag: z.string(),
    note: z.string(),
  }),
  z.object({
    event: z.literal("rebuilt"),
    agent: z.string(),
    ok: z.boolean(),
    build_id: z.number().int(),
    /** The commit that is deployed now. */
    sha: z.string().optional(),
    tag: z.string().optional(),
    note: z.string().optional(),
  }),
  z.object({ event: z.literal("needs_update"), agent: z.string(), note: z.string() }),
  z.object({
    event: z.literal("destroyed"),
    agent: z.string(),
    purged: z.boolean(),
    /** The commit that was deployed last; absent when only files were left to purge. */
    sha: z.string().optional(),
    tag: z.string().optional(),
  }),
  z.object({
    event: z.literal("question_asked"),
    id: z.number().int(),
    asker: z.string(),
    question: z.string(),
    options: z.array(z.string()).optional(),
    multi: z.boolean().optional(),
    /** Unix milliseconds. */
    deadline_at: z.number().int().optional(),
    note: z.string(),
  }),
  z.object({
    event: z.literal("question_answered"),
    id: z.number().int(),
    question: z.string(),
    /** Any text; `[expired]`, `[cancelled]` and `[cancelled by <name>]` tell that nobody answered. */
    answer: z.string(),
    answerer: z.string(),
  }),
]);
export type HelperEvent = z.infer<typeof helperEventSchema>;
