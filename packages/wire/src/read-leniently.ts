import type { z } from "zod";
import { HiveError } from "./errors.ts";
import { toHiveError } from "./envelope.ts";

/** Reads what a newer core may have written: unknown keys are dropped, and where a word is not known to this version the value survives as it came. Throws `internal` naming `what` when the shape itself is wrong. */
export function readLeniently<S extends z.ZodType>(schema: S, value: unknown, what: string): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  if (result.error.issues.every((issue) => isUnknownWord(issue, value))) return value as z.output<S>;
  throw new HiveError("internal", `${what} has an unexpected shape: ${toHiveError(result.error).message}`, {
    cause: result.error,
  });
}

function isUnknownWord(issue: z.core.$ZodIssue, root: unknown): boolean {
  const value = issue.path.reduce<unknown>(fieldOf, root);
  if (issue.code === "invalid_value") return typeof value === "string";
  if (issue.code !== "invalid_union") return false;
  if (issue.errors.length === 0) return typeof value === "string";
  return issue.errors.some((branch) => branch.every((inner) => isUnknownWord(inner, value)));
}

function fieldOf(value: unknown, key: PropertyKey): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return (value as Record<PropertyKey, unknown>)[key];
}
