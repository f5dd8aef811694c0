import { z } from "zod";
import { MAX_DESCRIPTION_LENGTH } from "./limits.ts";

/** What the operator is asked to approve. */
export const approvalKindSchema = z.enum(["apply_commit", "spawn", "init_config"]);
export type ApprovalKind = z.infer<typeof approvalKindSchema>;

/** The operator's decision; `failed` when what was approved, or submitted, could not be carried out. */
export const approvalStatusSchema = z.enum(["pending", "approved", "denied", "failed", "revise"]);
export type ApprovalStatus = z.infer<typeof approvalStatusSchema>;

/** Where an approval stands on its way; more exact than its status. */
export const approvalStageSchema = z.enum([
  "submitting",
  "pending",
  "approved",
  "building",
  "deploying",
  "deployed",
  "failing",
  "failed",
  "denied",
  "revise",
]);
export type ApprovalStage = z.infer<typeof approvalStageSchema>;

/** One row of `pending`: exactly the fields that existing clients know. Times are Unix seconds. */
export const approvalRowSchema = z.object({
  id: z.number().int(),
  agent: z.string(),
  kind: approvalKindSchema,
  /** What was typed at submit; empty where there is no commit. */
  commit_ref: z.string(),
  /** The full sha that was pinned at submit. */
  fetched_sha: z.string().optional(),
  requested_at: z.number().int(),
  status: approvalStatusSchema,
  resolved_at: z.number().int().optional(),
  /** Why it was denied, failed, or is to be revised. */
  note: z.string().optional(),
  description: z.string().optional(),
});
export type ApprovalRow = z.infer<typeof approvalRowSchema>;

/** How much power a proposal adds, judged from its diff against what runs. */
export const riskSchema = z.object({ level: z.enum(["low", "medium", "high"]), reasons: z.array(z.string()) });
export type Risk = z.infer<typeof riskSchema>;

/** An approval with all that is known of it. */
export const approvalViewSchema = approvalRowSchema.extend({
  stage: approvalStageSchema,
  /** Who asked: `manager` or `operator`. */
  requested_by: z.string(),
  risk: riskSchema.optional(),
  /** Older proposals of the same agent that are pending as well; they are closed when this one is deployed. */
  supersedes: z.array(z.number().int()),
  /** A newer pending proposal of the same agent. */
  superseded_by: z.number().int().optional(),
  /** Present when the agent is not in the hive: approving makes a `new` one, or brings one `back` that was destroyed. */
  makes: z.enum(["new", "back"]).optional(),
  /** What the cage of a spawn begins with, a word or two each: runtime, model, network, port. */
  starts_with: z.array(z.string()).optional(),
  /** The build that carries it out. */
  build_id: z.number().int().optional(),
});
export type ApprovalView = z.infer<typeof approvalViewSchema>;

/** What a proposal is compared with: what runs, what was approved last, or the proposal before it. */
export const diffBaseSchema = z.enum(["running", "approved", "previous"]);
export type DiffBase = z.infer<typeof diffBaseSchema>;

/** A proposal's change as text. */
export const approvalDiffSchema = z.object({
  approval: approvalViewSchema,
  /** Not what was asked for when there is nothing of that kind: `running` then, or `nothing` for an agent that is not in the hive, whose whole configuration is shown. */
  base: z.enum([...diffBaseSchema.options, "nothing"]),
  /** The empty tree when it is compared with nothing. */
  base_sha: z.string(),
  head_sha: z.string(),
  commit: z.object({
    author: z.string(),
    at: z.number().int().meta({ description: "Unix milliseconds, as git has it." }),
    message: z.string(),
  }),
  risk: riskSchema,
  diff: z.string(),
  /** True when the diff was too long to be sent whole. */
  truncated: z.boolean(),
  stat: z.object({ files: z.number().int(), insertions: z.number().int(), deletions: z.number().int() }),
});
export type ApprovalDiff = z.infer<typeof approvalDiffSchema>;

/** The note of a deny, which may be missing: clients send an empty field, too. */
export const optionalNoteSchema = z.preprocess(
  (note) => (note === null || (typeof note === "string" && note.trim() === "") ? undefined : note),
  z.string().trim().max(MAX_DESCRIPTION_LENGTH).optional(),
);

/** Why a proposal was denied or is to be revised, in the operator's words. */
export const noteSchema = z
  .string()
  .trim()
  .min(1, "expected some text, got none")
  .max(MAX_DESCRIPTION_LENGTH, `expected at most ${MAX_DESCRIPTION_LENGTH} characters`);
