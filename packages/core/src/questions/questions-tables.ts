import type { QuestionState } from "@hyperhive/wire";
import type { Generated } from "kysely";

/** One question, kept for ever. Times are Unix milliseconds. */
export type QuestionsTable = {
  id: Generated<number>;
  asker: string;
  /** Null means the operator. */
  target: string | null;
  question: string;
  /** JSON of the options. */
  options: string;
  multi: Generated<number>;
  asked_at: number;
  deadline_at: number | null;
  state: QuestionState;
  answer: string | null;
  answerer: string | null;
  ended_at: number | null;
  /** The message that takes the answer to the asker; null while open and when the asker was gone. */
  answer_message: number | null;
};

/** The tables of this domain. */
export type QuestionsTables = { questions: QuestionsTable };
