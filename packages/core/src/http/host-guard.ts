import { HiveError } from "@hyperhive/wire";
import type { MiddlewareHandler } from "hono";

const LOOPBACK_NAMES = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Refuses requests whose Host is no name of ours (DNS rebinding) and writes whose Origin is not the very page's own (cross-site requests). */
export function hostGuard(allowedHosts: readonly string[]): MiddlewareHandler {
  const allowed = new Set([...LOOPBACK_NAMES, ...allowedHosts]);
  return async (c, next) => {
    const host = c.req.header("host") ?? "";
    if (!allowed.has(hostName(host))) {
      throw new HiveError(
        "forbidden",
        `expected a Host of this hive, got ${JSON.stringify(host)}; add the name to HYPERHIVE_ALLOWED_HOSTS if it is yours`,
      );
    }
    if (!isRead(c.req.method)) checkOrigin(c.req.header("origin"), host);
    await next();
  };
}

function hostName(host: string): string {
  return host.replace(/:\d+$/, "").toLowerCase();
}

function isRead(method: string): boolean {
  return method === "GET" || method === "HEAD";
}

function checkOrigin(origin: string | undefined, host: string): void {
  if (origin === `http://${host}` || origin === `https://${host}`) return;
  throw new HiveError(
    "forbidden",
    `expected an Origin of this hive's own page (http://${host}), got ${origin ?? "none"}`,
  );
}
