import { agentYamlSchema } from "@hyperhive/wire";
import type { z } from "zod";
import { tame } from "./config-problem.ts";

/** A complaint about one field. */
export type FieldProblem = { readonly path: readonly PropertyKey[]; readonly text: string };

const WORDS: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  int: "a whole number",
  number: "a number",
  object: "a mapping",
  record: "a mapping",
  string: "text",
};

/** Says of each complaint of the schema what was expected and what came. Values are shown only where the schema lists all that may stand there: elsewhere they can be secrets. */
export function schemaProblems(issues: readonly z.core.$ZodIssue[], value: unknown): readonly FieldProblem[] {
  return issues.flatMap((issue) => problemsOf(issue, value));
}

function problemsOf(issue: z.core.$ZodIssue, value: unknown): readonly FieldProblem[] {
  const { path } = issue;
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({ path: [...path, key], text: unknownField(path) }));
    case "invalid_type":
      return [{ path, text: `expected ${WORDS[issue.expected] ?? issue.expected}, got ${kindOf(at(value, path))}` }];
    case "invalid_value":
      return [{ path, text: `expected ${issue.values.map(quoted).join(" or ")}, got ${shown(at(value, path))}` }];
    case "invalid_key":
      return [{ path, text: issue.issues[0]?.message ?? issue.message }];
    default:
      return [{ path, text: issue.message.replace(/^[A-Z][a-z ]*: (?=expected)/, "") }];
  }
}

function unknownField(path: readonly PropertyKey[]): string {
  if (path.length > 0) return "unknown field";
  return `unknown field; known are ${Object.keys(agentYamlSchema.shape).join(", ")}`;
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, part) => (inner instanceof Object && Object.hasOwn(inner, part) ? Reflect.get(inner, part) : undefined),
    value,
  );
}

function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "an empty value";
  if (Number.isNaN(value) || value === Infinity || value === -Infinity) return "no finite number";
  const kind = Array.isArray(value) ? "array" : typeof value;
  return WORDS[kind] ?? kind;
}

function shown(value: unknown): string {
  return value instanceof Object || value === null || value === undefined ? kindOf(value) : tame(quoted(value), 60);
}

function quoted(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
