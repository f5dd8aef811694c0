import { readFile } from "node:fs/promises";
import { z } from "zod";
import { templateFaults } from "./template-faults.ts";
import { fieldHelp, fieldNames } from "./field-help.ts";
import { scenarioSchema } from "./scenario.ts";
import type { ParsedScenario } from "./scenario.ts";

/** A scenario that cannot be used; the message lists every field at fault and how to mend it. */
export class ScenarioError extends Error {
  override name = "ScenarioError";
}

/** Reads and checks a scenario file; throws a `ScenarioError` that names the file. */
export async function loadScenario(path: string): Promise<ParsedScenario> {
  const text = await readFile(path, "utf8");
  return parseScenario(readJson(text, path), path);
}

/** Checks a scenario, its regular expressions and its templates; `source` is named in the `ScenarioError`. */
export function parseScenario(value: unknown, source = "the scenario"): ParsedScenario {
  const parsed = scenarioSchema.safeParse(value);
  if (!parsed.success) throw new ScenarioError(describe(source, parsed.error.issues.map(explain)));
  const faults = templateFaults(parsed.data);
  if (faults.length > 0) throw new ScenarioError(describe(source, faults));
  return parsed.data;
}

function readJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ScenarioError(`${path} is not JSON: ${String(cause)}`, { cause });
  }
}

function describe(source: string, faults: readonly string[]): string {
  return [`${source} cannot be used:`, ...faults.map((fault) => `  - ${fault}`)].join("\n");
}

function explain(issue: z.core.$ZodIssue): string {
  const field = z.core.toDotPath(issue.path) || "scenario";
  const help = fieldHelp(scenarioSchema, issue.path);
  return `\`${field}\`: ${issue.message}${advice(issue)}${help ? ` (${help})` : ""}`;
}

function advice(issue: z.core.$ZodIssue): string {
  if (issue.code !== "unrecognized_keys") return "";
  const known = fieldNames(scenarioSchema, issue.path);
  return known.length > 0 ? `; known are ${known.map((name) => `\`${name}\``).join(", ")}` : "";
}
