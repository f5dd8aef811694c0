import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";

/** Name of the session cookie of the hive on this port; cookies ignore ports, so the name must not. */
function cookieName(port: number): string {
  return `hive_session_${port}`;
}

/** The session that the browser offers, unchecked. */
export function readSession(c: Context, port: number): string | undefined {
  return getCookie(c, cookieName(port));
}

/** Gives the browser its session. Lax, so that a link to the dashboard from elsewhere opens it; writes are guarded by their Origin. */
export function writeSession(c: Context, port: number, session: { id: string; maxAgeSeconds: number }): void {
  setCookie(c, cookieName(port), session.id, {
    httpOnly: true,
    sameSite: "Lax",
    secure: new URL(c.req.url).protocol === "https:",
    path: "/",
    maxAge: session.maxAgeSeconds,
  });
}

/** Takes the session from the browser. */
export function clearSession(c: Context, port: number): void {
  deleteCookie(c, cookieName(port), { path: "/" });
}
