import { HiveError } from "@hyperhive/wire";
import type { MiddlewareHandler } from "hono";
import type { HttpDeps } from "./deps.ts";
import { readSession } from "./session-cookie.ts";

/** Lets only the logged-in operator pass; everyone else gets `not_logged_in`. */
export function sessionGuard(deps: Pick<HttpDeps, "login" | "port">): MiddlewareHandler {
  return async (c, next) => {
    const session = readSession(c, deps.port());
    if (session === undefined || !deps.login.check(session)) {
      throw new HiveError(
        "not_logged_in",
        "expected a logged-in operator; open a link from `hive-c0re login-link` in this browser",
      );
    }
    await next();
  };
}
