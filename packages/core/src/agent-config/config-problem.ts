import { HiveError } from "@hyperhive/wire";

/** One thing that is wrong with an agent's configuration; line and column count from 1. */
export type ConfigProblem = {
  readonly place?: { readonly line: number; readonly column: number };
  /** Path of the field, its parts joined by dots. */
  readonly field?: string;
  readonly text: string;
};

/** Contract file of an agent, at the top of its repo. */
export const AGENT_YAML = "agent.yaml";

const MAX_PROBLEMS = 10;
const MAX_TEXT = 300;

/** One error that names file, line, column and field of every problem, in the order of the file; at most ten are told. */
export function invalidConfig(problems: readonly ConfigProblem[]): HiveError {
  const told = problems.toSorted(byPlace).slice(0, MAX_PROBLEMS).map(describe);
  const rest = problems.length - told.length;
  return new HiveError("invalid_config", [...told, ...(rest > 0 ? [`… and ${rest} more`] : [])].join("\n"));
}

/** Text of a file made fit for a message: on one line, without control characters, cut to a length. */
export function tame(text: string, length: number): string {
  const plain = text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu, " ").trim();
  const letters = Array.from(plain);
  return letters.length <= length ? plain : `${letters.slice(0, length - 1).join("")}…`;
}

function byPlace({ place: one }: ConfigProblem, { place: other }: ConfigProblem): number {
  return (one?.line ?? 0) - (other?.line ?? 0) || (one?.column ?? 0) - (other?.column ?? 0);
}

function describe({ place, field, text }: ConfigProblem): string {
  const where = place === undefined ? AGENT_YAML : `${AGENT_YAML}:${place.line}:${place.column}`;
  const what = field === undefined || field === "" ? "" : `\`${tame(field, 100)}\`: `;
  return `${where}: ${what}${tame(text, MAX_TEXT)}`;
}
