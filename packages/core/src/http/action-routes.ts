import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import {
  markReadSchema,
  nameBodySchema,
  OPERATOR,
  pauseBodySchema,
  sendReceiptSchema,
  sendRequestSchema,
} from "@hyperhive/wire";
import { outgoing } from "../broker/outgoing.ts";
import type { HttpDeps } from "./deps.ts";
import { answers, createApiApp, doneSchema, jsonBody, type ApiEnv } from "./openapi-app.ts";

const sendRoute = createRoute({
  method: "post",
  path: "/op-send",
  summary: "Sends a message as the operator; answered once it is on disk",
  request: { body: jsonBody(sendRequestSchema) },
  responses: answers("what was stored", sendReceiptSchema),
});

const readRoute = createRoute({
  method: "post",
  path: "/inbox/read",
  summary: "Counts messages to the operator as read, up to and with this one",
  request: { body: jsonBody(markReadSchema) },
  responses: answers("done", doneSchema),
});

const pauseRoute = createRoute({
  method: "post",
  path: "/pause",
  summary: "Holds an agent between turns, or lets it go on",
  request: { body: jsonBody(pauseBodySchema) },
  responses: answers("done", doneSchema),
});

/** What is done to an agent by its name alone. */
const LIFECYCLE: readonly (readonly [string, string, (agents: HttpDeps["agents"], name: string) => Promise<void>])[] = [
  ["/start", "Starts an agent", (agents, name) => agents.start(name)],
  [
    "/kill",
    "Stops an agent; a running turn is interrupted and its messages go back",
    (agents, name) => agents.stop(name, { graceful: true }),
  ],
  ["/restart", "Stops and starts an agent", (agents, name) => agents.restart(name)],
];

function lifecycleRoute<P extends string>(path: P, summary: string) {
  return createRoute({
    method: "post",
    path,
    summary,
    request: { body: jsonBody(nameBodySchema) },
    responses: answers("done", doneSchema),
  });
}

/** What the operator may do from the dashboard. */
export function actionRoutes(deps: Pick<HttpDeps, "agents" | "broker">): OpenAPIHono<ApiEnv> {
  const { agents, broker } = deps;
  const app = createApiApp();
  app.openapi(sendRoute, async (c) => {
    const receipt = await broker.send(outgoing(OPERATOR, c.req.valid("json")));
    return c.json(receipt, 200);
  });
  app.openapi(readRoute, async (c) => {
    await broker.markRead(OPERATOR, c.req.valid("json").through);
    return c.json({ ok: true as const }, 200);
  });
  app.openapi(pauseRoute, async (c) => {
    const { name, paused } = c.req.valid("json");
    await agents.setPaused(name, paused);
    return c.json({ ok: true as const }, 200);
  });
  for (const [path, summary, act] of LIFECYCLE) {
    app.openapi(lifecycleRoute(path, summary), async (c) => {
      await act(agents, c.req.valid("json").name);
      return c.json({ ok: true as const }, 200);
    });
  }
  return app;
}
