import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { messageHistorySchema, messageSearchSchema } from "@hyperhive/wire";
import type { HttpDeps } from "./deps.ts";
import { answers, createApiApp, doneSchema, idParams, type ApiEnv } from "./openapi-app.ts";

const HISTORY_ROWS = 200;

const beforeSchema = z.coerce.number().int().positive().optional();

const historyRoute = createRoute({
  method: "get",
  path: "/dashboard/history",
  summary: "The newest messages of the hive, or those before one, oldest first",
  request: { query: z.object({ before: beforeSchema }) },
  responses: answers("the messages", messageHistorySchema),
});

const searchRoute = createRoute({
  method: "get",
  path: "/api/search",
  summary:
    "Messages whose body, sender or recipient contain every word, newest first; words in double quotes are a phrase",
  request: { query: z.object({ q: z.string(), before: beforeSchema }) },
  responses: answers("the messages", messageSearchSchema),
});

const releaseRoute = createRoute({
  method: "post",
  path: "/release/{id}",
  summary: "Lets a parked or dead message go to its recipient after all",
  request: { params: idParams },
  responses: answers("done", doneSchema),
});

const dismissRoute = createRoute({
  method: "post",
  path: "/dismiss/{id}",
  summary: "Lets a parked or dead message go: nobody gets it, and it is deleted after 30 days",
  request: { params: idParams },
  responses: answers("done", doneSchema),
});

/** What the operator reads of the message flow, and what becomes of messages that could not be delivered. */
export function messageRoutes({ broker, hub }: Pick<HttpDeps, "broker" | "hub">): OpenAPIHono<ApiEnv> {
  const app = createApiApp();
  app.openapi(historyRoute, (c) => {
    const rows = broker.history(HISTORY_ROWS + 1, c.req.valid("query"));
    return c.json({ ...hub.position(), messages: rows.slice(-HISTORY_ROWS), more: rows.length > HISTORY_ROWS }, 200);
  });
  app.openapi(searchRoute, async (c) => {
    const { q, before } = c.req.valid("query");
    return c.json(await broker.search(q, { before, signal: c.req.raw.signal }), 200);
  });
  app.openapi(releaseRoute, async (c) => {
    await broker.release(c.req.valid("param").id);
    return c.json({ ok: true as const }, 200);
  });
  app.openapi(dismissRoute, async (c) => {
    await broker.dismiss(c.req.valid("param").id);
    return c.json({ ok: true as const }, 200);
  });
  return app;
}
