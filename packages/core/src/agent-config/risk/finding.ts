import type { Risk } from "@hyperhive/wire";
import { tame } from "../config-problem.ts";

/** One change of a configuration: how much power it adds, in a short sentence for people. */
export type Finding = { readonly level: Risk["level"]; readonly reason: string };

const MAX_REASON = 200;
const MAX_VALUE = 80;

/** A finding whose sentence is one line of at most 200 characters, whatever the configuration holds. */
export function finding(level: Finding["level"], reason: string): Finding {
  return { level, reason: tame(reason, MAX_REASON) };
}

/** What the configuration holds, in backticks that it cannot close itself, cut so that old and new both find room in a sentence. */
export function quoted(...values: readonly string[]): string {
  return `\`${tame(values.join(", "), MAX_VALUE).replaceAll("`", "'")}\``;
}

/** A value that may be absent, as a word; texts are quoted. */
export function worded(value: string | number | undefined): string {
  if (value === undefined) return "none";
  return typeof value === "string" ? quoted(value) : String(value);
}
