import { z } from "zod";

/** One point of a chart: what was counted from `at` until the next point. */
export const statPointSchema = z.object({
  /** Unix milliseconds. */
  at: z.number().int(),
  value: z.number(),
});
export type StatPoint = z.infer<typeof statPointSchema>;

/** `GET /api/hive-stats?hours=`: the whole hive over time, oldest first, points at equal distances. */
export const hiveStatsSchema = z.object({
  step_ms: z.number().int(),
  /** Approvals that waited for the operator at that time; the longest the queue was in the step. */
  approvals_waiting: z.array(statPointSchema),
  /** Questions to the operator that were open, likewise. */
  questions_open: z.array(statPointSchema),
  messages: z.array(statPointSchema),
  turns: z.array(statPointSchema),
  /** Dollars. */
  cost: z.array(statPointSchema),
});
export type HiveStats = z.infer<typeof hiveStatsSchema>;
