import { HiveError } from "@hyperhive/wire";
import type { Logger } from "pino";
import { reasonOf, refusalOf } from "../refusal.ts";

/** Turns whatever a handler threw into the error that crosses the wire; what is no expected refusal is logged as the bug it is. */
export function wireError(thrown: unknown, log: Logger): HiveError {
  const known = refusalOf(thrown);
  if (known !== undefined) return known;
  log.error({ err: thrown }, "a request failed unexpectedly");
  return new HiveError("internal", reasonOf(thrown), { cause: thrown });
}
