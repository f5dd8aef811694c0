import { z } from "zod";

/** What is left of a destroyed agent: its files, which can be revived or purged. */
export const tombstoneSchema = z.object({
  name: z.string(),
  /** Bytes of its files; absent until they were counted. */
  size: z.number().int().optional(),
  /** Unix milliseconds of the last change of its state. */
  last_modified: z.number().int(),
  /** Whether claude's log-in is among its files, so that it needs no new one. */
  has_credentials: z.boolean(),
});
export type Tombstone = z.infer<typeof tombstoneSchema>;
