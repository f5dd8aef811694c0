import type { HelperEvent } from "@hyperhive/wire";
import type { Ending } from "./ending.ts";
import type { NewQuestion } from "./new-question.ts";

/** What the target of a peer question gets. `deadlineAt` in Unix ms. */
export function questionAsked(
  { asker, question, options, multi }: NewQuestion,
  { id, deadlineAt }: { readonly id: number; readonly deadlineAt: number | null },
): HelperEvent {
  return {
    event: "question_asked",
    id,
    asker,
    question,
    ...(options.length > 0 && { options: [...options], multi }),
    ...(deadlineAt !== null && { deadline_at: deadlineAt }),
    note: `${asker} asks you: reply with \`answer\` and the id ${id}. Any text is an answer${options.length > 0 ? ", the options are suggestions" : ""}.`,
  };
}

/** What the asker gets when its question has ended. */
export function questionAnswered(
  { id, question }: { readonly id: number; readonly question: string },
  { answer, answerer }: Ending,
): HelperEvent {
  return { event: "question_answered", id, question, answer, answerer };
}
