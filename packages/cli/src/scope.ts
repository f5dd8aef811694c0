import { ERRORS, HiveError, isErrorCode } from "@hyperhive/wire/plain";
import type { Context } from "./context.ts";

/** What one agent came to. */
export type Outcome = { name: string; ok: boolean; error?: string | undefined; code?: string | undefined };

/** Agents as they were typed. */
export type TypedScope = { readonly names: readonly string[]; readonly all?: boolean };

/** Reads whom a verb is for. Throws `bad_request` unless there are names or `--all`, and not both. */
export function scopeOf({ names, all = false }: TypedScope): { agent_names: string[]; all: boolean } {
  if (all === names.length > 0) {
    throw new HiveError("bad_request", "expected names of agents or `--all`, got " + (all ? "both" : "neither"));
  }
  return { agent_names: [...names], all };
}

/** Prints what each agent came to; resolves with the exit code of the first that failed. */
export function printOutcomes(context: Context, results: readonly Outcome[], done: string): number {
  context.print({ results }, () => results.map(({ name, ok, error }) => `${name}: ${ok ? done : (error ?? "failed")}`));
  const failed = results.find(({ ok }) => !ok);
  if (failed === undefined) return 0;
  return ERRORS[failed.code !== undefined && isErrorCode(failed.code) ? failed.code : "internal"].exit;
}
