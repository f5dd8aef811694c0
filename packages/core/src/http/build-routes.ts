import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { buildOutputSchema } from "@hyperhive/wire";
import type { HttpDeps } from "./deps.ts";
import { answers, createApiApp, doneSchema, idParams, type ApiEnv } from "./openapi-app.ts";

const buildRoute = createRoute({
  method: "get",
  path: "/api/build/{id}",
  summary: "A build and what it printed so far",
  request: { params: idParams },
  responses: answers("the build", buildOutputSchema),
});

const cancelRoute = createRoute({
  method: "post",
  path: "/cancel-build/{id}",
  summary: "Asks for the end of a build that waits or runs",
  request: { params: idParams },
  responses: answers("done", doneSchema),
});

/** One build of the queue: what it printed, and its end. */
export function buildRoutes({ builds }: Pick<HttpDeps, "builds">): OpenAPIHono<ApiEnv> {
  const app = createApiApp();
  app.openapi(buildRoute, (c) => {
    const { id } = c.req.valid("param");
    return c.json({ build: builds.find(id), lines: [...builds.lines(id)] }, 200);
  });
  app.openapi(cancelRoute, async (c) => {
    await builds.cancel(c.req.valid("param").id);
    return c.json({ ok: true as const }, 200);
  });
  return app;
}
