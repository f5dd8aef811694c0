import { HiveError } from "@hyperhive/wire";
import type { NewReminder } from "./new-reminder.ts";

// The end of the year 9999; somebody who goes beyond has sent milliseconds.
const LATEST_SECONDS = 253_402_300_799;

/** When a reminder is due, in Unix ms; a time that has passed is due at once. Throws `bad_request` unless exactly one of the two times is there. */
export function dueAt({ delaySeconds, at }: Pick<NewReminder, "delaySeconds" | "at">, now: number): number {
  if (delaySeconds !== undefined && at !== undefined)
    throw new HiveError("bad_request", "`at`: expected either `delay_seconds` or `at`, got both");
  if (delaySeconds !== undefined) return now + delaySeconds * 1000;
  if (at === undefined)
    throw new HiveError("bad_request", "`delay_seconds`: expected `delay_seconds` or `at`, got neither");
  if (at > LATEST_SECONDS)
    throw new HiveError("bad_request", `\`at\`: expected Unix seconds, not milliseconds, got ${at}`);
  return at * 1000;
}
