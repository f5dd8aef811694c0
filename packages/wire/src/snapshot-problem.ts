import { z } from "zod";

/** Parts of the dashboard's snapshot that are read on their own. */
export const snapshotSectionSchema = z.enum([
  "containers",
  "tombstones",
  "meta_inputs",
  "builds",
  "questions",
  "approvals",
  "approval_history",
  "inbox",
]);
export type SnapshotSection = z.infer<typeof snapshotSectionSchema>;

/** Something that could not be read for the snapshot. Without `row` the whole section is missing, and its list is empty only for that reason; with it, that one row. */
export const snapshotProblemSchema = z.object({
  section: snapshotSectionSchema,
  error: z.string(),
  /** Which row, such as `question 41`. */
  row: z.string().optional(),
});
export type SnapshotProblem = z.infer<typeof snapshotProblemSchema>;
