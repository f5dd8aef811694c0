import { z } from "zod";

/** Bodies of messages from `system`: what the host tells an agent, usually the manager, in JSON. */
export const helperEventSchema = z.discriminatedUnion("event", [
  z.object({
    event: z.literal("container_crash"),
    agent: z.string(),
    exit_code: z.number().int().optional(),
    note: z.string(),
  }),
  z.object({ event: z.literal("killed"), agent: z.string() }),
  z.object({ event: z.literal("needs_login"), agent: z.string() }),
  z.object({ event: z.literal("logged_in"), agent: z.string() }),
  z.object({ event: z.literal("spawned"), agent: z.string() }),
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
]);
export type HelperEvent = z.infer<typeof helperEventSchema>;
