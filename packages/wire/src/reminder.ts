import { z } from "zod";
import { MAX_REMINDER_LENGTH } from "./limits.ts";
import { idempotencyKeySchema } from "./message.ts";

/** One reminder that is pending or has failed. Times are Unix milliseconds. */
export const reminderSchema = z.object({
  id: z.number().int(),
  owner: z.string(),
  message: z.string(),
  /** Path in the owner's cage that the message is written to when it is due; only a pointer is delivered then. */
  file_path: z.string().optional(),
  created_at: z.number().int(),
  due_at: z.number().int(),
  /** Deliveries that failed, at most 5. */
  attempts: z.number().int(),
  /** Why the last delivery failed. */
  failure: z.string().optional(),
  /** When it was given up. */
  failed_at: z.number().int().optional(),
});
export type Reminder = z.infer<typeof reminderSchema>;

/** What `remind` takes: exactly one of `delay_seconds` and `at`. */
export const remindSchema = z.object({
  message: z.string().min(1).max(MAX_REMINDER_LENGTH),
  delay_seconds: z.number().int().min(1).max(31_536_000).optional(),
  at: z.number().int().positive().optional().meta({ description: "Unix seconds." }),
  file_path: z.string().min(1).max(4096).optional().meta({
    description: "Absolute path below /state or /shared: the message is written there and only a pointer delivered.",
  }),
  key: idempotencyKeySchema.optional(),
});
export type RemindRequest = z.infer<typeof remindSchema>;
