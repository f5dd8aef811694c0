import { ERRORS, HiveError, type HttpError } from "@hyperhive/wire";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Logger } from "pino";
import { refusalOf } from "../refusal.ts";

/** The one conversion of anything thrown into an HTTP answer; what is no HiveError is a bug and is logged with its cause. */
export function errorResponse(thrown: unknown, c: Context, log: Logger): Response {
  const error = toHiveError(thrown, log);
  const body: HttpError = { ok: false, error: error.message, code: error.code };
  return c.json(body, ERRORS[error.code].http as ContentfulStatusCode);
}

function toHiveError(thrown: unknown, log: Logger): HiveError {
  const known = refusalOf(thrown);
  if (known !== undefined) return known;
  if (thrown instanceof HTTPException && thrown.status < 500)
    return new HiveError("bad_request", thrown.message, { cause: thrown });
  log.error({ err: thrown }, "http request failed");
  return new HiveError("internal", "the core failed on this request; its log holds the cause");
}
