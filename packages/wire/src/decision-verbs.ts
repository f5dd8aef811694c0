import { z } from "zod";
import { cancellableSchema, looseEndSchema } from "./loose-end.ts";
import { answerSchema, askSchema } from "./question.ts";
import { remindSchema } from "./reminder.ts";
import type { VerbTable } from "./verb.ts";

/** Verbs of every agent's socket about questions, reminders and what is still open. */
export const decisionVerbs = {
  ask: {
    summary: "Stores a question and answers at once with its id; the answer comes later as a message from `system`.",
    request: askSchema,
    response: z.object({ id: z.number().int(), duplicate: z.boolean() }),
  },
  answer: {
    summary: "Answers a question that was asked of the caller.",
    request: answerSchema,
    response: z.object({}),
  },
  remind: {
    summary: "Stores a message to oneself for later.",
    request: remindSchema,
    response: z.object({
      id: z.number().int(),
      /** Unix milliseconds. */
      due_at: z.number().int(),
      duplicate: z.boolean(),
    }),
  },
  get_loose_ends: {
    summary: "What still waits on somebody: the caller's own, for the manager everyone's.",
    request: z.object({}),
    response: z.object({ loose_ends: z.array(looseEndSchema) }),
  },
  cancel_loose_end: {
    summary: "Takes back a question or a reminder of the caller's own; the manager may take back anyone's.",
    request: cancellableSchema,
    response: z.object({}),
  },
  count_pending_reminders: {
    summary: "How many reminders of the caller are pending.",
    request: z.object({}),
    response: z.object({ count: z.number().int() }),
  },
} as const satisfies VerbTable;
