import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { hiveStatsSchema } from "@hyperhive/wire";
import type { HttpDeps } from "./deps.ts";
import { answers, createApiApp, type ApiEnv } from "./openapi-app.ts";

const MAX_HOURS = 720;
const DEFAULT_HOURS = 24;

const statsRoute = createRoute({
  method: "get",
  path: "/api/hive-stats",
  summary: "What waited for the operator, messages, turns and cost of the last hours, at equal steps",
  request: { query: z.object({ hours: z.coerce.number().int().min(1).max(MAX_HOURS).default(DEFAULT_HOURS) }) },
  responses: answers("the figures, oldest first", hiveStatsSchema),
});

/** Figures of the whole hive over time. */
export function statsRoutes({ hiveStats }: Pick<HttpDeps, "hiveStats">): OpenAPIHono<ApiEnv> {
  const app = createApiApp();
  app.openapi(statsRoute, (c) => c.json(hiveStats(c.req.valid("query").hours), 200));
  return app;
}
