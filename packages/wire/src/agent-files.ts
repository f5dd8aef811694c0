import { z } from "zod";

/** `GET /api/journal/<name>?unit=&lines=`: the newest lines of a log. */
export const agentJournalSchema = z.object({
  unit: z.string(),
  /** Every log of this agent that can be asked for, the usual one first. */
  units: z.array(z.string()),
  lines: z.array(z.string()),
  /** True when older lines were left out. */
  truncated: z.boolean(),
});
export type AgentJournal = z.infer<typeof agentJournalSchema>;

/** `GET /api/agent-config/<name>`: the deployed configuration file as it was written. */
export const agentConfigFileSchema = z.object({
  /** Such as `agent.yaml`. */
  file: z.string(),
  /** The commit that it is from; absent when nothing was deployed yet. */
  sha: z.string().optional(),
  text: z.string(),
});
export type AgentConfigFile = z.infer<typeof agentConfigFileSchema>;

/** `GET /api/state-file/check?agent=&path=`: whether a path in an agent's cage names a file that the pages may show. */
export const stateFileSchema = z.object({ path: z.string(), host_path: z.string(), size: z.number().int() });
export type StateFile = z.infer<typeof stateFileSchema>;

/** `GET /api/state-file?agent=&path=`: the beginning of such a file. */
export const filePreviewSchema = stateFileSchema.extend({
  /** Its text; absent when it is not text. */
  text: z.string().optional(),
  /** True when the file goes on after `text`. */
  truncated: z.boolean(),
});
export type FilePreview = z.infer<typeof filePreviewSchema>;
