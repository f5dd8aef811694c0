import type { Question } from "@hyperhive/wire";
import { indented } from "./indented.ts";
import type { Look } from "./look.ts";
import { oneLine } from "./printable.ts";
import { relativeTime } from "./relative-time.ts";

/** A question as a heading, its text, and its options or how it ended. The text stands deeper than what this command says. */
export function questionLines(question: Question, look: Look): string[] {
  const { id, asker, target, asked_at: askedAt } = question;
  const head = `#${id} ${asker} → ${target}, ${relativeTime(askedAt, look.now)}, ${standing(question, look.now)}`;
  const text = indented(question.question, { by: 4 });
  const rest = question.state === "open" ? optionLines(question) : endLines(question, look);
  return [look.paint("strong", head), ...text, ...rest];
}

function optionLines({ options, multi }: Question): string[] {
  if (options.length === 0) return [];
  const choice = multi ? "  choose any of them:" : "  choose one:";
  return [choice, ...options.map((option, at) => `  ${at + 1}. ${oneLine(option, Infinity)}`)];
}

function endLines({ answer, asker, answer_fate: fate }: Question, { paint }: Look): string[] {
  const [first = "", ...others] = answer === undefined ? [] : indented(answer, { by: 4 });
  return [
    ...(answer === undefined ? [] : [`  → ${first.trimStart()}`, ...others]),
    ...(fate === "waiting" ? [`  waits in the inbox of ${asker}`] : []),
    ...(fate === "reached" ? [`  has reached ${asker}`] : []),
    ...(fate === "lost" ? [paint("bad", `  could not be delivered to ${asker}`)] : []),
  ];
}

function standing(question: Question, now: number): string {
  const { state, answerer, ended_at: endedAt, deadline_at: deadline } = question;
  if (state === "open") return deadline === undefined ? "open" : `ends ${relativeTime(Math.max(deadline, now), now)}`;
  const by = answerer === undefined || state === "expired" ? "" : ` by ${answerer}`;
  return `${state}${by}${endedAt === undefined ? "" : ` ${relativeTime(endedAt, now)}`}`;
}
