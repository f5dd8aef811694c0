import { z } from "zod";
import { approvalKindSchema, riskSchema } from "./approval.ts";

const ageSchema = z.object({ age_seconds: z.number().int() });

/** Something that still waits on somebody. Times are Unix milliseconds. */
export const looseEndSchema = z.discriminatedUnion("kind", [
  ageSchema.extend({
    kind: z.literal("approval"),
    id: z.number().int(),
    agent: z.string(),
    approval_kind: approvalKindSchema,
    fetched_sha: z.string().optional(),
    description: z.string().optional(),
    risk: riskSchema.optional(),
  }),
  ageSchema.extend({
    kind: z.literal("question"),
    id: z.number().int(),
    asker: z.string(),
    target: z.string(),
    question: z.string(),
    options: z.array(z.string()),
    multi: z.boolean(),
    deadline_at: z.number().int().optional(),
  }),
  ageSchema.extend({
    kind: z.literal("reminder"),
    id: z.number().int(),
    owner: z.string(),
    message: z.string(),
    due_at: z.number().int(),
    attempts: z.number().int(),
    /** Why its last delivery failed. */
    failure: z.string().optional(),
    /** When it was given up. */
    failed_at: z.number().int().optional(),
  }),
]);
export type LooseEnd = z.infer<typeof looseEndSchema>;

/** What an agent may take back. */
export const cancellableSchema = z.object({ kind: z.enum(["question", "reminder"]), id: z.number().int() });
