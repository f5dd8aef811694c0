import type { Question } from "@hyperhive/wire";
import { HiveError } from "@hyperhive/wire/plain";
import { oneLine } from "./render/printable.ts";

const MAX_SHOWN = 60;

/** The options that were picked by their numbers, counted from 1. Throws `bad_request` when the question has none of that number, or lets only one be chosen. */
export function chooseOptions({ id, options, multi }: Question, numbers: readonly number[]): string[] {
  if (options.length === 0) {
    throw new HiveError("bad_request", `\`--option\`: question #${id} has no options, answer it with text`);
  }
  const picked = [...new Set(numbers)];
  if (picked.length > 1 && !multi) {
    throw new HiveError("bad_request", `\`--option\`: question #${id} lets one be chosen, got ${picked.join(" and ")}`);
  }
  return picked.map((number) => {
    const option = options[number - 1];
    if (option !== undefined) return option;
    const known = options.map((each, at) => `${at + 1} (${oneLine(each, MAX_SHOWN)})`).join(", ");
    throw new HiveError("bad_request", `\`--option\`: question #${id} has the options ${known}, got ${number}`);
  });
}
