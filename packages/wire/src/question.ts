import { z } from "zod";
import { MAX_ANSWER_LENGTH, MAX_OPTION_LENGTH, MAX_OPTIONS, MAX_QUESTION_LENGTH, MAX_TTL_SECONDS } from "./limits.ts";
import { idempotencyKeySchema } from "./message.ts";

/** How a question stands: `open` until it ends exactly once. */
export const questionStateSchema = z.enum(["open", "answered", "expired", "cancelled"]);
export type QuestionState = z.infer<typeof questionStateSchema>;

/** Whether the answer is with the asker: `waiting` in its inbox, `reached` when a turn that read it ended well, `lost` when it cannot be delivered. */
export const answerFateSchema = z.enum(["waiting", "reached", "lost"]);
export type AnswerFate = z.infer<typeof answerFateSchema>;

/** One question and how it ended. Times are Unix milliseconds. */
export const questionSchema = z.object({
  id: z.number().int(),
  asker: z.string(),
  /** An agent, or `operator`. */
  target: z.string(),
  question: z.string(),
  /** Advisory: free text is always an answer as well. */
  options: z.array(z.string()),
  /** Whether any subset of the options may be chosen. */
  multi: z.boolean(),
  asked_at: z.number().int(),
  deadline_at: z.number().int().optional(),
  state: questionStateSchema,
  answer: z.string().optional(),
  /** Who ended it: `operator`, an agent, or `ttl-watchdog`. */
  answerer: z.string().optional(),
  ended_at: z.number().int().optional(),
  /** Absent while it is open. */
  answer_fate: answerFateSchema.optional(),
});
export type Question = z.infer<typeof questionSchema>;

/** What `ask` takes, on whichever door. */
export const askSchema = z.object({
  question: z.string().trim().min(1).max(MAX_QUESTION_LENGTH),
  options: z
    .array(z.string().trim().min(1).max(MAX_OPTION_LENGTH))
    .max(MAX_OPTIONS)
    .optional()
    .meta({ description: "Suggested answers; free text is always possible as well." }),
  multi: z.boolean().optional().meta({ description: "Whether several options may be chosen." }),
  ttl_seconds: z.number().int().min(1).max(MAX_TTL_SECONDS).optional().meta({
    description: "Seconds after which the question ends with `[expired]`; absent: it stays open.",
  }),
  to: z.string().min(1).max(100).optional().meta({ description: "An agent; absent asks the operator." }),
  key: idempotencyKeySchema.optional(),
});
export type AskRequest = z.infer<typeof askSchema>;

/** Text of an answer. */
export const answerTextSchema = z.string().trim().min(1).max(MAX_ANSWER_LENGTH);

/** What an answer to a question may be. */
export const answerSchema = z.object({ id: z.number().int(), answer: answerTextSchema });
