import { OPERATOR, type AnswerFate, type Question } from "@hyperhive/wire";
import type { Logger } from "pino";
import { z } from "zod";
import type { OnDamage } from "../damaged-row.ts";
import { answerFate } from "./answer-fate.ts";
import type { QuestionRow } from "./question-store.ts";

const optionsSchema = z.array(z.string());

/** Turns rows into what the doors show; optional fields are left out, never null. A row that cannot be decoded stays a question, whose text says so, and is logged once; `onDamage` hears of it each time. */
export function questionReader(log: Pick<Logger, "error">): (row: QuestionRow, onDamage?: OnDamage) => Question {
  const logged = new Set<number>();
  return (row, onDamage) => {
    try {
      return view(row, optionsSchema.parse(JSON.parse(row.options)));
    } catch (err) {
      if (!logged.has(row.id)) log.error({ question: row.id, err }, "a question cannot be read");
      logged.add(row.id);
      const damaged = { row: `question ${row.id}`, error: "its options are damaged in the database" };
      onDamage?.(damaged);
      return { ...view(row, []), question: `${damaged.row} cannot be read: ${damaged.error}` };
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
    ...(state !== "open" && { answer_fate: fateOf(row) }),
  };
}

function fateOf({ answer_message: message, message_state: state, message_dismissed_at: at }: QuestionRow): AnswerFate {
  return answerFate(message, { state, isDismissed: at !== null });
}
