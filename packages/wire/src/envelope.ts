import type { z } from "zod";
import { HiveError, isErrorCode } from "./errors.ts";
import { WIRE_VERSION } from "./limits.ts";

/** The failed half of a response; the other half is `{version, ok: true}` with the verb's own fields. */
export type FailedResponse = { version: number; ok: false; error: string; code: string };

/** Wraps a verb's answer. */
export function okResponse<T extends object>(payload: T): { version: number; ok: true } & T {
  return { version: WIRE_VERSION, ok: true, ...payload };
}

/** Wraps an error. */
export function failedResponse(error: HiveError): FailedResponse {
  return { version: WIRE_VERSION, ok: false, error: error.message, code: error.code };
}

/** Checks version and then `ok`, and hands back the fields. Throws the core's error as a HiveError; a code this version does not know becomes `internal` and stays readable in the text. */
export function openResponse(response: Record<string, unknown>): Record<string, unknown> {
  if (response["version"] !== WIRE_VERSION) {
    throw new HiveError(
      "wire_version",
      `expected version ${WIRE_VERSION} from the core, got ${JSON.stringify(response["version"])}; upgrade the older side`,
    );
  }
  if (response["ok"] === true) return response;
  const code = typeof response["code"] === "string" ? response["code"] : "internal";
  const text = typeof response["error"] === "string" ? response["error"] : "the core gave no reason";
  throw isErrorCode(code) ? new HiveError(code, text) : new HiveError("internal", `${text} (${code})`);
}

/** Reads a value by its schema. Throws a HiveError that names each wrong field in backticks, with the code that the schema itself gives when it does. */
export function parseAs<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw toHiveError(result.error);
}

/** Turns schema complaints into one error for people. */
export function toHiveError(error: z.ZodError): HiveError {
  const text = error.issues.map(describeIssue).join("; ");
  return new HiveError(codeOf(error.issues), text, { cause: error });
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String).join(".");
  return path === "" ? issue.message : `\`${path}\`: ${issue.message}`;
}

function codeOf(issues: readonly z.core.$ZodIssue[]) {
  for (const issue of issues) {
    const code: unknown = issue.code === "custom" ? issue.params?.["code"] : undefined;
    if (typeof code === "string" && isErrorCode(code)) return code;
  }
  return "bad_request" as const;
}
