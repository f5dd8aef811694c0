import type { TurnOutcome } from "@hyperhive/wire";
import type { ClaudeResult, RunEnd } from "../claude/claude-result.ts";

/** Why the harness itself stopped a run; the first reason stays. */
export type StopReason = "operator" | "shutdown" | "refused_key";

/** What is known when a run has ended. */
export type RunFacts = {
  readonly end: RunEnd;
  readonly stopped: StopReason | undefined;
  readonly assistantError: string | undefined;
};

/** How a run ended, and what went wrong in words. */
export type Verdict = { readonly outcome: TurnOutcome; readonly note?: string };

const LOGIN_ERRORS: readonly string[] = [
  "authentication_failed",
  "oauth_org_not_allowed",
  "account_on_hold",
  "verification_required",
  "cloud_credential_error",
];

/** Decides by claude's own fields, never by words in a conversation. */
export function turnOutcome(facts: RunFacts): Verdict {
  const { end, stopped } = facts;
  if (end.kind === "finished" && !end.result.is_error && !isAborted(end.result)) return { outcome: "ok" };
  if (stopped === "refused_key") return { outcome: "auth_failed", note: "the model refused the credential" };
  if (stopped !== undefined) return { outcome: "cancelled", note: STOPPED[stopped] };
  if (end.kind === "died") return { outcome: "failed", note: end.note };
  return { outcome: errorOutcome(end.result, facts.assistantError), note: wordsOf(end.result) };
}

const STOPPED = { operator: "cancelled by the operator", shutdown: "the harness was stopped" } as const;

function errorOutcome(result: ClaudeResult, assistantError: string | undefined): TurnOutcome {
  const { terminal_reason: reason, api_error_status: status } = result;
  if (reason === "prompt_too_long" || reason === "blocking_limit") return "prompt_too_long";
  if (result.subtype === "error_max_budget_usd" || reason === "budget_exhausted") return "over_budget";
  if (status === 429 || assistantError === "rate_limit") return "rate_limited";
  if (status === 401 || status === 403) return "auth_failed";
  return assistantError !== undefined && LOGIN_ERRORS.includes(assistantError) ? "auth_failed" : "failed";
}

function isAborted({ terminal_reason: reason }: ClaudeResult): boolean {
  return reason === "aborted_streaming" || reason === "aborted_tools";
}

function wordsOf(result: ClaudeResult): string {
  return result.subtype === "success" ? result.result : result.errors.join("\n");
}
