import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { repoChangeSchema, repoHistorySchema } from "@hyperhive/wire";
import type { HttpDeps } from "./deps.ts";
import { answers, createApiApp, nameParams, type ApiEnv } from "./openapi-app.ts";

const historyRoute = createRoute({
  method: "get",
  path: "/api/repo/{name}",
  summary: "Commits and tags of an agent's deployed configuration, or of `meta`, newest first",
  request: { params: nameParams, query: z.object({ after: z.string().optional() }) },
  responses: answers("50 commits, and the newest tags", repoHistorySchema),
});

const commitRoute = createRoute({
  method: "get",
  path: "/api/repo/{name}/commit/{sha}",
  summary: "A commit and what it changed against its first parent",
  request: { params: nameParams.extend({ sha: z.string() }) },
  responses: answers("the change", repoChangeSchema),
});

/** The history of the repositories that the core writes. */
export function repoRoutes({ histories }: Pick<HttpDeps, "histories">): OpenAPIHono<ApiEnv> {
  const app = createApiApp();
  app.openapi(historyRoute, async (c) =>
    c.json(await histories.history(c.req.valid("param").name, c.req.valid("query")), 200),
  );
  app.openapi(commitRoute, async (c) => {
    const { name, sha } = c.req.valid("param");
    return c.json(await histories.change(name, sha), 200);
  });
  return app;
}
