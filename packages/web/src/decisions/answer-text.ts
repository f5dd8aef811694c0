import type { Question } from "@hyperhive/wire";

/** An answer that is being made: positions of the options that are chosen, and the operator's own words. */
export type AnswerDraft = { readonly chosen: readonly number[]; readonly words: string };

/** A draft that says nothing. */
export const NO_ANSWER: AnswerDraft = { chosen: [], words: "" };

/** The draft after an option was pressed: of several any may be chosen, else one, and pressing it again takes it back. */
export function withPressed(draft: AnswerDraft, option: number, { multi }: Pick<Question, "multi">): AnswerDraft {
  const { chosen } = draft;
  if (chosen.includes(option)) return { ...draft, chosen: chosen.filter((other) => other !== option) };
  return { ...draft, chosen: multi ? [...chosen, option] : [option] };
}

/** What the asker gets: the chosen options in their order, then the own words, joined with `, `; empty when there is neither. */
export function answerText({ options }: Pick<Question, "options">, { chosen, words }: AnswerDraft): string {
  const own = words.trim();
  return [...options.filter((_, at) => chosen.includes(at)), ...(own === "" ? [] : [own])].join(", ");
}
