import { z } from "zod";

/** A tag of a repository. Times are Unix milliseconds. */
export const repoTagSchema = z.object({
  name: z.string(),
  /** The commit that it stands on. */
  sha: z.string(),
  at: z.number().int().optional(),
  /** Its text, for an annotated one. */
  message: z.string().optional(),
});
export type RepoTag = z.infer<typeof repoTagSchema>;

/** One commit in a listing. */
export const repoCommitSchema = z.object({
  sha: z.string(),
  author: z.string(),
  at: z.number().int(),
  subject: z.string(),
});
export type RepoCommit = z.infer<typeof repoCommitSchema>;

/** `GET /api/repo/<name>?after=<sha>`: the history of an agent's deployed configuration, or of `meta`, newest first. */
export const repoHistorySchema = z.object({
  repo: z.string(),
  commits: z.array(repoCommitSchema),
  /** Every tag, newest first; at most 500. */
  tags: z.array(repoTagSchema),
  /** Ask with `after` = this sha for the commits before these; absent at the end. */
  next: z.string().optional(),
});
export type RepoHistory = z.infer<typeof repoHistorySchema>;

/** `GET /api/repo/<name>/commit/<sha>`: a commit and what it changed against its first parent. */
export const repoChangeSchema = z.object({
  sha: z.string(),
  author: z.string(),
  at: z.number().int(),
  message: z.string(),
  diff: z.string(),
  /** True when the diff was too long to be sent whole. */
  truncated: z.boolean(),
  stat: z.object({ files: z.number().int(), insertions: z.number().int(), deletions: z.number().int() }),
});
export type RepoChange = z.infer<typeof repoChangeSchema>;
