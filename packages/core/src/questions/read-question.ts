import { OPERATOR, type Question } from "@hyperhive/wire";
import type { Logger } from "pino";
import { z } from "zod";
import { answerFate } from "./answer-fate.ts";
import type { QuestionRow } from "./question-store.ts";

const optionsSchema = z.array(z.string());

/** Turns rows into what the doors show; optional fields are left out, never null. A row that cannot be decoded stays a question, whose text says so, and is logged once. */
export function questionReader(log: Pick<Logger, "error">): (row: QuestionRow) => Question {
  const logged = new Set<number>();
  return (row) => {
    try {
      return view(row, optionsSchema.parse(JSON.parse(row.options)));
    } catch (err) {
      if (!logged.has(row.id)) log.error({ question: row.id, err }, "a question cannot be read");
      logged.add(row.id);
      const text = `question ${row.id} cannot be read: its options are damaged in the database`;
      return { ...view(row, []), question: text };
    }
  };
}

function view(row: QuestionRow, options: string[]): Question {
  const { id, asker, question, state } = row;
  return {
    id,
    asker,
    target: row.target ?? OPERATOR,
    question,
    options,
    multi: row.multi === 1,
    asked_at: row.asked_at,
    ...(row.deadline_at !== null && { deadline_at: row.deadline_at }),
    state,
    ...(row.answer !== null && { answer: row.answer }),
    ...(row.answerer !== null && { answerer: row.answerer }),
    ...(row.ended_at !== null && { ended_at: row.ended_at }),
    ...(state !== "open" && { answer_fate: answerFate(row.answer_message, row.message_state) }),
  };
}
