import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import {
  approvalDiffSchema,
  denyBodySchema,
  destroyBodySchema,
  diffBaseSchema,
  nameBodySchema,
  OPERATOR,
  parseAs,
  reviseBodySchema,
  typedNameSchema,
} from "@hyperhive/wire";
import type { HttpDeps } from "./deps.ts";
import { answers, createApiApp, doneSchema, idParams, jsonBody, type ApiEnv } from "./openapi-app.ts";

const approveRoute = createRoute({
  method: "post",
  path: "/approve/{id}",
  summary: "Approves; its build is queued",
  request: { params: idParams },
  responses: answers("done", doneSchema),
});

const denyRoute = createRoute({
  method: "post",
  path: "/deny/{id}",
  summary: "Denies; the note goes to the manager",
  request: { params: idParams, body: jsonBody(denyBodySchema) },
  responses: answers("done", doneSchema),
});

const reviseRoute = createRoute({
  method: "post",
  path: "/revise/{id}",
  summary: "Sends a proposal back to the manager to be changed",
  request: { params: idParams, body: jsonBody(reviseBodySchema) },
  responses: answers("done", doneSchema),
});

const diffRoute = createRoute({
  method: "get",
  path: "/api/approval-diff/{id}",
  summary: "What a proposal changes",
  request: { params: idParams, query: z.object({ base: diffBaseSchema.default("running") }) },
  responses: answers("the change", approvalDiffSchema),
});

const spawnRoute = createRoute({
  method: "post",
  path: "/request-spawn",
  summary: "Files a spawn for approval, also to bring a destroyed agent back",
  request: { body: jsonBody(nameBodySchema) },
  responses: answers("done", doneSchema.extend({ approval_id: z.number().int() })),
});

const rebuildRoute = createRoute({
  method: "post",
  path: "/rebuild",
  summary: "Brings an agent to what is deployed once more; its build is queued",
  request: { body: jsonBody(nameBodySchema) },
  responses: answers("done", doneSchema.extend({ build_id: z.number().int() })),
});

const destroyRoute = createRoute({
  method: "post",
  path: "/destroy",
  summary: "Removes an agent's cage; with purge also its files, which cannot be undone",
  request: { body: jsonBody(destroyBodySchema) },
  responses: answers("done", doneSchema),
});

/** What the operator decides over agents. */
export function approvalRoutes(deps: Pick<HttpDeps, "agents" | "approvals" | "builds">): OpenAPIHono<ApiEnv> {
  const { approvals } = deps;
  const app = createApiApp();
  app.openapi(approveRoute, async (c) => {
    await approvals.approve(c.req.valid("param").id);
    return c.json({ ok: true as const }, 200);
  });
  app.openapi(denyRoute, async (c) => {
    await approvals.deny(c.req.valid("param").id, c.req.valid("json").note);
    return c.json({ ok: true as const }, 200);
  });
  app.openapi(reviseRoute, async (c) => {
    await approvals.revise(c.req.valid("param").id, c.req.valid("json").note);
    return c.json({ ok: true as const }, 200);
  });
  app.openapi(diffRoute, async (c) =>
    c.json(await approvals.diff(c.req.valid("param").id, c.req.valid("query").base), 200),
  );
  addAgentActions(app, deps);
  return app;
}

function addAgentActions(
  app: OpenAPIHono<ApiEnv>,
  { agents, approvals, builds }: Pick<HttpDeps, "agents" | "approvals" | "builds">,
): void {
  app.openapi(spawnRoute, async (c) => {
    const name = parseAs(typedNameSchema, c.req.valid("json").name);
    const { id } = await approvals.requestSpawn(OPERATOR, { name });
    return c.json({ ok: true as const, approval_id: id }, 200);
  });
  app.openapi(rebuildRoute, async (c) => {
    const { id } = await builds.rebuild(OPERATOR, agents.resolve(c.req.valid("json").name));
    return c.json({ ok: true as const, build_id: id }, 200);
  });
  app.openapi(destroyRoute, async (c) => {
    const { name, purge } = c.req.valid("json");
    await agents.destroy(name, { purge });
    return c.json({ ok: true as const }, 200);
  });
}
