import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { agentConfigFileSchema, agentJournalSchema, filePreviewSchema, stateFileSchema } from "@hyperhive/wire";
import type { HttpDeps } from "./deps.ts";
import { answers, createApiApp, nameParams, type ApiEnv } from "./openapi-app.ts";

const cageFile = z.object({ agent: z.string(), path: z.string() });

const journalRoute = createRoute({
  method: "get",
  path: "/api/journal/{name}",
  summary: "The newest lines of an agent's log, oldest first",
  request: {
    params: nameParams,
    query: z.object({ unit: z.string().optional(), lines: z.coerce.number().int().min(1).optional() }),
  },
  responses: answers("the lines", agentJournalSchema),
});

const configRoute = createRoute({
  method: "get",
  path: "/api/agent-config/{name}",
  summary: "The deployed configuration file of an agent",
  request: { params: nameParams },
  responses: answers("the file", agentConfigFileSchema),
});

const checkRoute = createRoute({
  method: "get",
  path: "/api/state-file/check",
  summary: "Whether a path in an agent's cage names a file that may be shown",
  request: { query: cageFile },
  responses: answers("where it is", stateFileSchema),
});

const previewRoute = createRoute({
  method: "get",
  path: "/api/state-file",
  summary: "The beginning of a file in an agent's cage",
  request: { query: cageFile },
  responses: answers("the file", filePreviewSchema),
});

/** What the operator reads of agents' files: logs, configuration, what messages name. */
export function fileRoutes({ files }: Pick<HttpDeps, "files">): OpenAPIHono<ApiEnv> {
  const app = createApiApp();
  app.openapi(journalRoute, async (c) =>
    c.json(await files.journal(c.req.valid("param").name, c.req.valid("query")), 200),
  );
  app.openapi(configRoute, async (c) => c.json(await files.config(c.req.valid("param").name), 200));
  app.openapi(checkRoute, (c) => {
    const { agent, path } = c.req.valid("query");
    return c.json(files.check(agent, path), 200);
  });
  app.openapi(previewRoute, (c) => {
    const { agent, path } = c.req.valid("query");
    return c.json(files.preview(agent, path), 200);
  });
  return app;
}
