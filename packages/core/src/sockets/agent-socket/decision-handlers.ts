import type { AgentVerbs } from "@hyperhive/wire";
import { newQuestion } from "../../questions/new-question.ts";
import { newReminder } from "../../reminders/new-reminder.ts";
import { newestThatFit } from "../newest-that-fit.ts";
import type { Handlers } from "../verb-handlers.ts";
import type { AgentCaller } from "./agent-caller.ts";

type DecisionVerbs = Pick<
  AgentVerbs,
  "ask" | "answer" | "remind" | "get_loose_ends" | "cancel_loose_end" | "count_pending_reminders"
>;

/** The verbs about questions, reminders and what is still open; every agent has them. */
export const decisionHandlers: Handlers<DecisionVerbs, AgentCaller> = {
  ask: (request, { name, questions }) => questions.ask(newQuestion(name, request)),
  async answer(given, { name, questions }) {
    await questions.answer(name, given);
    return {};
  },
  async remind(request, { name, reminders }) {
    const { id, dueAt, duplicate } = await reminders.remind(newReminder(name, request));
    return { id, due_at: dueAt, duplicate };
  },
  get_loose_ends: (_request, { name, looseEnds }) => ({ loose_ends: newestThatFit(looseEnds.seenBy(name)) }),
  async cancel_loose_end(loose, { name, looseEnds }) {
    await looseEnds.cancel(name, loose);
    return {};
  },
  count_pending_reminders: (_request, { name, reminders }) => ({ count: reminders.countPending(name) }),
};
