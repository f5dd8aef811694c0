import { z } from "zod";
import {
  approvalDiffSchema,
  approvalRowSchema,
  approvalViewSchema,
  diffBaseSchema,
  noteSchema,
  optionalNoteSchema,
} from "./approval.ts";
import { buildLineSchema, buildSchema } from "./build.ts";
import { MAX_HISTORY_ROWS } from "./limits.ts";
import { looseEndSchema } from "./loose-end.ts";
import { idempotencyKeySchema } from "./message.ts";
import { typedNameSchema } from "./names.ts";
import { answerSchema, questionSchema } from "./question.ts";
import { reminderSchema } from "./reminder.ts";
import type { VerbTable } from "./verb.ts";

const idRequest = z.object({ id: z.number().int() });
const limit = z.number().int().min(1).max(MAX_HISTORY_ROWS).optional();

/** Verbs of host.sock with which the operator decides. */
export const operatorDecisionVerbs = {
  pending: {
    summary: "Approvals that wait for the operator, oldest first.",
    request: z.object({}),
    response: z.object({ approvals: z.array(approvalRowSchema) }),
  },
  approvals: {
    summary: "Approvals with all that is known of them: those that wait, or with `resolved` the newest decided ones.",
    request: z.object({ resolved: z.boolean().default(false), agent: typedNameSchema.optional(), limit }),
    response: z.object({ approvals: z.array(approvalViewSchema) }),
  },
  approve: { summary: "Approves; its build is queued.", request: idRequest, response: z.object({}) },
  deny: {
    summary: "Denies; the note goes to the manager.",
    request: idRequest.extend({ note: optionalNoteSchema }),
    response: z.object({}),
  },
  revise: {
    summary: "Sends a proposal back to the manager to be changed.",
    request: idRequest.extend({ note: noteSchema }),
    response: z.object({}),
  },
  diff: {
    summary: "What a proposal changes.",
    request: idRequest.extend({ base: diffBaseSchema.default("running") }),
    response: approvalDiffSchema,
  },
  request_spawn: {
    summary: "Files a spawn for approval.",
    request: z.object({ name: typedNameSchema, key: idempotencyKeySchema.optional() }),
    response: z.object({ approval_id: z.number().int(), duplicate: z.boolean() }),
  },
  rebuild: {
    summary: "Brings an agent to what is deployed once more; its build is queued.",
    request: z.object({ name: typedNameSchema }),
    response: z.object({ build_id: z.number().int(), duplicate: z.boolean() }),
  },
  destroy: {
    summary: "Removes an agent's cage; with purge also its files, which cannot be undone.",
    request: z.object({ name: typedNameSchema, purge: z.boolean().default(false) }),
    response: z.object({}),
  },
  builds: {
    summary: "The build queue and the newest builds that ended, oldest first.",
    request: z.object({ limit }),
    response: z.object({ builds: z.array(buildSchema) }),
  },
  build_output: {
    summary: "What a build printed; with follow, then every new line until the build ends.",
    request: idRequest.extend({ follow: z.boolean().default(false) }),
    response: z.object({ build: buildSchema, lines: z.array(buildLineSchema) }),
    item: z.union([z.object({ lines: z.array(buildLineSchema) }), z.object({ build: buildSchema })]),
  },
  cancel_build: { summary: "Cancels a build that waits or runs.", request: idRequest, response: z.object({}) },
  questions: {
    summary:
      "Questions to the operator that are open, oldest first; with `all` those among agents and `limit` of the newest that ended too.",
    request: z.object({ all: z.boolean().default(false), limit }),
    response: z.object({ questions: z.array(questionSchema) }),
  },
  answer: {
    summary: "Answers a question as the operator, also one that was asked of an agent.",
    request: answerSchema,
    response: z.object({ question: questionSchema }),
  },
  cancel_question: {
    summary: "Ends a question with `[cancelled]`.",
    request: idRequest,
    response: z.object({ question: questionSchema }),
  },
  reminders: {
    summary: "Reminders that are pending or have failed.",
    request: z.object({ agent: typedNameSchema.optional() }),
    response: z.object({ reminders: z.array(reminderSchema) }),
  },
  cancel_reminder: { summary: "Deletes a reminder.", request: idRequest, response: z.object({}) },
  loose_ends: {
    summary: "Everything in the hive that still waits on somebody.",
    request: z.object({}),
    response: z.object({ loose_ends: z.array(looseEndSchema) }),
  },
} as const satisfies VerbTable;
