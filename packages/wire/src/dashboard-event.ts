import { z } from "zod";
import { containerViewSchema, transientKindSchema } from "./agent-status.ts";
import { approvalViewSchema } from "./approval.ts";
import { buildLineSchema, buildSchema } from "./build.ts";
import { inboxRowSchema } from "./message.ts";
import { metaInputSchema } from "./meta-input.ts";
import { questionSchema } from "./question.ts";
import { tombstoneSchema } from "./tombstone.ts";

/** What changed in the hive, as the dashboard hears it. Handlers are idempotent by id. */
export const dashboardEventSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("sent"), message: inboxRowSchema }),
  z.object({
    kind: z.enum(["delivered", "acked", "requeued", "dead", "parked", "released", "dismissed"]),
    id: z.number().int(),
    from: z.string(),
    to: z.string(),
    /** Unix milliseconds. */
    at: z.number().int(),
    attempts: z.number().int(),
    note: z.string().optional(),
  }),
  z.object({ kind: z.literal("container_state_changed"), container: containerViewSchema }),
  z.object({ kind: z.literal("container_removed"), name: z.string() }),
  z.object({
    kind: z.literal("transient_set"),
    name: z.string(),
    transient: transientKindSchema,
    since: z.number().int(),
  }),
  z.object({
    kind: z.literal("transient_cleared"),
    name: z.string(),
    error: z.string().optional(),
  }),
  z.object({ kind: z.enum(["question_added", "question_resolved"]), question: questionSchema }),
  z.object({
    kind: z.enum(["approval_added", "approval_changed", "approval_resolved"]),
    approval: approvalViewSchema,
  }),
  z.object({ kind: z.literal("build_changed"), build: buildSchema }),
  z.object({ kind: z.literal("build_line"), build_id: z.number().int(), line: buildLineSchema }),
  /** An agent was destroyed, or more is known of what is left of one. */
  z.object({ kind: z.literal("tombstone_changed"), tombstone: tombstoneSchema }),
  /** It was revived or purged. */
  z.object({ kind: z.literal("tombstone_removed"), name: z.string() }),
  /** The whole lock. */
  z.object({ kind: z.literal("meta_inputs_changed"), meta_inputs: z.array(metaInputSchema) }),
  /** What all agents have cost since midnight, in dollars. */
  z.object({ kind: z.literal("cost_changed"), cost_today: z.number() }),
]);
export type DashboardEvent = z.infer<typeof dashboardEventSchema>;

/** Position in a stream: `epoch` changes when the counter starts anew, `seq` only grows. On the wire `<epoch>:<seq>`. */
export const streamPositionSchema = z.object({ epoch: z.string(), seq: z.number().int() });
export type StreamPosition = z.infer<typeof streamPositionSchema>;

/** One SSE frame of the dashboard. */
export type DashboardFrame = StreamPosition & DashboardEvent;
