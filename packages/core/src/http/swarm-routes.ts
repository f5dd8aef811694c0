import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { HiveError, metaUpdateBodySchema, queuedBuildsSchema } from "@hyperhive/wire";
import type { HttpDeps } from "./deps.ts";
import { answers, createApiApp, doneSchema, jsonBody, nameParams, type ApiEnv } from "./openapi-app.ts";

const purgeRoute = createRoute({
  method: "post",
  path: "/purge-tombstone/{name}",
  summary: "Deletes what is left of a destroyed agent, which cannot be undone",
  request: { params: nameParams },
  responses: answers("done", doneSchema),
});

const updateInputsRoute = createRoute({
  method: "post",
  path: "/meta-update",
  summary: "Updates entries of the lock and rebuilds what depends on them; answers with the builds that are queued",
  request: { body: jsonBody(metaUpdateBodySchema) },
  responses: answers("the builds", queuedBuildsSchema),
});

const updateAllRoute = createRoute({
  method: "post",
  path: "/update-all",
  summary: "Rebuilds every agent that needs an update; answers with the builds that are queued",
  responses: answers("the builds", queuedBuildsSchema),
});

/** What the operator does about several agents, and about those that are gone. */
export function swarmRoutes({ agents, updates }: Pick<HttpDeps, "agents" | "updates">): OpenAPIHono<ApiEnv> {
  const app = createApiApp();
  app.openapi(purgeRoute, async (c) => {
    await agents.purge(c.req.valid("param").name);
    return c.json({ ok: true as const }, 200);
  });
  app.openapi(updateInputsRoute, async (c) => {
    const build_ids = await updates.updateInputs(readInputs(c.req.valid("json").inputs));
    return c.json({ ok: true as const, build_ids }, 200);
  });
  app.openapi(updateAllRoute, async (c) => c.json({ ok: true as const, build_ids: await updates.updateStale() }, 200));
  return app;
}

function readInputs(text: string): string[] {
  const names = text.split(",").flatMap((name) => name.trim() || []);
  if (names.length > 0) return names;
  throw new HiveError("bad_request", "`inputs`: expected names of the lock's entries with commas between, got none");
}
