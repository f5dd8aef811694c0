import { OPERATOR, type Question } from "@hyperhive/wire";
import { z } from "zod";
import { answerFate } from "./answer-fate.ts";
import type { QuestionRow } from "./question-store.ts";

const optionsSchema = z.array(z.string());

/** What a row came to: a row that cannot be decoded stays a question, whose text says so. */
export type QuestionReading = { readonly question: Question; readonly problem?: unknown };

/** Turns a row into what the doors show; optional fields are left out, never null. */
export function readQuestion(row: QuestionRow): QuestionReading {
  try {
    return { question: view(row, optionsSchema.parse(JSON.parse(row.options))) };
  } catch (problem) {
    const text = `question ${row.id} cannot be read: its options are damaged in the database`;
    return { question: { ...view(row, []), question: text }, problem };
  }
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
