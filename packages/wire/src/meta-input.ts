import { z } from "zod";

/** One entry of the meta lock: `hyperhive`, or `agent-<name>`. */
export const metaInputSchema = z.object({
  name: z.string(),
  /** The revision that is locked, its first 12 characters. */
  rev: z.string(),
  /** Unix milliseconds of when it was locked. */
  last_modified: z.number().int(),
  /** Where it comes from, when the lock says so. */
  url: z.string().optional(),
});
export type MetaInput = z.infer<typeof metaInputSchema>;
