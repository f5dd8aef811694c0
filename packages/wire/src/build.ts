import { z } from "zod";

/** What a build does: carry out an approval, or bring an agent to what is deployed once more. */
export const buildKindSchema = z.enum(["apply_commit", "spawn", "init_config", "rebuild"]);
export type BuildKind = z.infer<typeof buildKindSchema>;

/** How a build stands. */
export const buildStateSchema = z.enum(["queued", "running", "done", "failed", "cancelled"]);
export type BuildState = z.infer<typeof buildStateSchema>;

/** One entry of the build queue. Times are Unix milliseconds. */
export const buildSchema = z.object({
  id: z.number().int(),
  agent: z.string(),
  kind: buildKindSchema,
  approval_id: z.number().int().optional(),
  state: buildStateSchema,
  requested_by: z.string(),
  requested_at: z.number().int(),
  started_at: z.number().int().optional(),
  ended_at: z.number().int().optional(),
  /** Why it failed or was cancelled. */
  note: z.string().optional(),
});
export type Build = z.infer<typeof buildSchema>;

/** One line that a build printed; `seq` counts from 1 in each build. */
export const buildLineSchema = z.object({ seq: z.number().int(), at: z.number().int(), line: z.string() });
export type BuildLine = z.infer<typeof buildLineSchema>;
