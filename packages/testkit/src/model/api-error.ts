import { randomUUID } from "node:crypto";
import type { ReplyError } from "./reply.ts";

/** A failure as the API answers it. */
export type ApiError = { status: number; headers: Record<string, string>; body: ErrorBody };

export type ErrorBody = { type: "error"; error: { type: string; message: string }; request_id: string };

type HttpKind = Exclude<ReplyError["kind"], "cut">;

const kinds: Record<HttpKind, { status: number; type: string; message: string }> = {
  authentication: { status: 401, type: "authentication_error", message: "invalid x-api-key" },
  permission: { status: 403, type: "permission_error", message: "Your account does not have access to this resource." },
  rate_limit: {
    status: 429,
    type: "rate_limit_error",
    message: "This request would exceed your account’s rate limit. Please try again later.",
  },
  overloaded: { status: 529, type: "overloaded_error", message: "Overloaded" },
  prompt_too_long: { status: 400, type: "invalid_request_error", message: "" },
  invalid_request: { status: 400, type: "invalid_request_error", message: "invalid request" },
  server: { status: 500, type: "api_error", message: "Internal server error" },
};

/** Builds status, headers and body of a failure; `now` is in milliseconds and places the reset of a rate limit. */
export function apiError(error: ReplyError & { kind: HttpKind }, now: number): ApiError {
  const { status, type, message } = kinds[error.kind];
  return {
    status,
    headers: { ...retryHeaders(error), ...(error.kind === "rate_limit" ? limitHeaders(error, now) : {}) },
    body: errorBody(type, error.message ?? (error.kind === "prompt_too_long" ? tooLong(error) : message)),
  };
}

/** The JSON body of a failure. */
export function errorBody(type: string, message: string): ErrorBody {
  return {
    type: "error",
    error: { type, message },
    request_id: `req_${randomUUID().replaceAll("-", "").slice(0, 24)}`,
  };
}

function tooLong({ tokens = 208_310, maximum = 200_000 }: ReplyError): string {
  return `prompt is too long: ${tokens} tokens > ${maximum} maximum`;
}

function retryHeaders({ retry, retryAfterSeconds }: ReplyError): Record<string, string> {
  return {
    ...(retry === undefined ? {} : { "x-should-retry": String(retry) }),
    ...(retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) }),
  };
}

function limitHeaders({ claim, resetsInSeconds = 60 }: ReplyError, now: number): Record<string, string> {
  const reset = Math.ceil(now / 1000 + resetsInSeconds);
  const time = new Date(reset * 1000).toISOString();
  return {
    "anthropic-ratelimit-requests-remaining": "0",
    "anthropic-ratelimit-requests-reset": time,
    "anthropic-ratelimit-tokens-reset": time,
    ...(claim === undefined ? {} : unifiedHeaders(claim, reset)),
  };
}

function unifiedHeaders(claim: string, reset: number): Record<string, string> {
  const window = claim === "five_hour" ? "5h" : "7d";
  return {
    "anthropic-ratelimit-unified-status": "rejected",
    "anthropic-ratelimit-unified-reset": String(reset),
    "anthropic-ratelimit-unified-representative-claim": claim,
    "anthropic-ratelimit-unified-overage-status": "rejected",
    "anthropic-ratelimit-unified-overage-disabled-reason": "org_level_disabled",
    [`anthropic-ratelimit-unified-${window}-status`]: "rejected",
    [`anthropic-ratelimit-unified-${window}-reset`]: String(reset),
    [`anthropic-ratelimit-unified-${window}-utilization`]: "1",
  };
}
