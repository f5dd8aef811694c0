import { HiveError } from "@hyperhive/wire";
import type { Logger } from "pino";
import { RuntimeError } from "../runtime/runtime-error.ts";

/** Turns whatever a handler threw into the error that crosses the wire; what is no expected refusal is logged as the bug it is. */
export function wireError(thrown: unknown, log: Logger): HiveError {
  const known = expectedError(thrown);
  if (known !== undefined) return known;
  log.error({ err: thrown }, "a request failed unexpectedly");
  return new HiveError("internal", "something went wrong inside the core; its log has the cause", { cause: thrown });
}

/** The refusal behind an error, or undefined when it is a bug. */
export function expectedError(thrown: unknown): HiveError | undefined {
  if (thrown instanceof HiveError) return thrown;
  if (thrown instanceof RuntimeError) return new HiveError(thrown.code, thrown.message, { cause: thrown });
  return undefined;
}
