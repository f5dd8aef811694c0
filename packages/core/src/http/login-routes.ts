import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { Hono } from "hono";
import type { HttpDeps } from "./deps.ts";
import type { PageFiles } from "./page-files.ts";
import { clearSession, readSession, writeSession } from "./session-cookie.ts";

/** `GET /login?token=…` turns a one-time link into a session cookie and leaves the token behind; `POST /logout` ends the session. */
export function loginRoutes(
  deps: Pick<HttpDeps, "login" | "port">,
  pages: PageFiles,
): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get("/login", (c) => {
    const token = c.req.query("token");
    // A HEAD probe (link previews, checkers) must not use the link up.
    if (token === undefined || c.req.method !== "GET") return loginPage(c, pages);
    const opened = deps.login.redeem(token);
    if (opened === undefined) return loginPage(c, pages);
    const maxAgeSeconds = Math.floor((opened.expiresAt - Date.now()) / 1000);
    writeSession(c, deps.port(), { id: opened.session, maxAgeSeconds });
    return c.redirect("/", 303);
  });
  app.post("/logout", (c) => {
    const session = readSession(c, deps.port());
    if (session !== undefined) deps.login.revoke(session);
    clearSession(c, deps.port());
    return c.json({ ok: true });
  });
  return app;
}

/** Answers with the page that explains how to log in, status 401. */
export function loginPage(c: Context, pages: PageFiles): Response {
  const text = "not logged in: open a link from `hive-c0re login-link` in this browser; each works once\n";
  return pages.answer(c, "login.html", 401) ?? c.text(text, 401);
}
