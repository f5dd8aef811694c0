import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { answerBodySchema, looseEndsSchema, OPERATOR } from "@hyperhive/wire";
import type { HttpDeps } from "./deps.ts";
import { answers, createApiApp, doneSchema, idParams, jsonBody, nameParams, type ApiEnv } from "./openapi-app.ts";

const answerRoute = createRoute({
  method: "post",
  path: "/answer-question/{id}",
  summary: "Answers a question as the operator, also one that was asked of an agent",
  request: { params: idParams, body: jsonBody(answerBodySchema) },
  responses: answers("done", doneSchema),
});

const cancelRoute = createRoute({
  method: "post",
  path: "/cancel-question/{id}",
  summary: "Ends a question with `[cancelled]`",
  request: { params: idParams },
  responses: answers("done", doneSchema),
});

const looseEndsRoute = createRoute({
  method: "get",
  path: "/agent/{name}/api/loose-ends",
  summary: "What still waits for this agent or on it, oldest first",
  request: { params: nameParams },
  responses: answers("the loose ends", looseEndsSchema),
});

/** What the operator does about questions, and what is open for an agent. */
export function questionRoutes(deps: Pick<HttpDeps, "agents" | "questions" | "looseEnds">): OpenAPIHono<ApiEnv> {
  const { agents, questions, looseEnds } = deps;
  const app = createApiApp();
  app.openapi(answerRoute, async (c) => {
    await questions.answer(OPERATOR, { id: c.req.valid("param").id, answer: c.req.valid("json").answer });
    return c.json({ ok: true as const }, 200);
  });
  app.openapi(cancelRoute, async (c) => {
    await questions.cancel(OPERATOR, c.req.valid("param").id);
    return c.json({ ok: true as const }, 200);
  });
  app.openapi(looseEndsRoute, (c) => {
    const name = agents.resolve(c.req.valid("param").name);
    return c.json({ loose_ends: looseEnds.forAgent(name) }, 200);
  });
  return app;
}
