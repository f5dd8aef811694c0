import { OPERATOR, type HostVerbs } from "@hyperhive/wire";
import { newestThatFit } from "../newest-that-fit.ts";
import type { Handlers } from "../verb-handlers.ts";
import type { HostCaller } from "./host-caller.ts";

const DEFAULT_ROWS = 50;

type QuestionVerbs = Pick<
  HostVerbs,
  "questions" | "answer" | "cancel_question" | "reminders" | "cancel_reminder" | "loose_ends"
>;

/** The verbs with which the operator answers questions and looks after what is still open. */
export const questionHandlers: Handlers<QuestionVerbs, HostCaller> = {
  questions({ all, limit = DEFAULT_ROWS }, { questions }) {
    // Whoever has waited longest is never the one left out.
    if (!all) return { questions: newestThatFit(questions.openToOperator().toReversed()).toReversed() };
    // What is open comes last: when it is too much for a line, what has ended goes first.
    return { questions: newestThatFit([...questions.newestEnded(limit), ...questions.open()]) };
  },
  answer: async (given, { questions }) => ({ question: await questions.answer(OPERATOR, given) }),
  cancel_question: async ({ id }, { questions }) => ({ question: await questions.cancel(OPERATOR, id) }),
  reminders: ({ agent }, { reminders }) => ({
    reminders: newestThatFit(agent === undefined ? reminders.list() : reminders.listOf(agent)),
  }),
  async cancel_reminder({ id }, { reminders }) {
    await reminders.cancel(OPERATOR, id);
    return {};
  },
  loose_ends: (_request, { looseEnds }) => ({ loose_ends: newestThatFit(looseEnds.hiveWide()) }),
};
