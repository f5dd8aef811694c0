import type { HttpBindings } from "@hono/node-server";
import { Hono, type Context } from "hono";
import type { HttpDeps } from "./deps.ts";
import { loginPage } from "./login-routes.ts";
import type { PageFiles } from "./page-files.ts";
import { readSession } from "./session-cookie.ts";

/** The pages themselves. Only the built files of our own are ever answered; nothing that an agent wrote. */
export function pageRoutes(
  deps: Pick<HttpDeps, "login" | "port" | "agents">,
  pages: PageFiles,
): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const page = (c: Context, file: string) => {
    const session = readSession(c, deps.port());
    if (session === undefined || !deps.login.check(session)) return loginPage(c, pages);
    // Asked only now, so that a stranger cannot find out which agents there are.
    const agent = c.req.param("name");
    if (agent !== undefined) deps.agents.view(agent);
    return pages.answer(c, file) ?? c.text("the pages are not built: run `npm run set-up` in the checkout\n", 503);
  };
  app.get("/", (c) => page(c, "index.html"));
  app.get("/agent/:name", (c) => c.redirect(`/agent/${encodeURIComponent(c.req.param("name"))}/`, 308));
  app.get("/agent/:name/", (c) => page(c, "agent.html"));
  app.get("/assets/:file", (c) => pages.answer(c, `assets/${c.req.param("file")}`) ?? c.notFound());
  app.get(
    "/:file{[A-Za-z0-9_-]+\\.(?:svg|png|webmanifest|js)}",
    (c) => pages.answer(c, c.req.param("file")) ?? c.notFound(),
  );
  return app;
}
