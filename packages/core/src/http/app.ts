import { HiveError } from "@hyperhive/wire";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { actionRoutes } from "./action-routes.ts";
import { agentRoutes } from "./agent-routes.ts";
import { dashboardRoutes } from "./dashboard-routes.ts";
import { approvalRoutes } from "./approval-routes.ts";
import { buildRoutes } from "./build-routes.ts";
import type { HttpDeps } from "./deps.ts";
import { errorResponse } from "./error-response.ts";
import { fileRoutes } from "./file-routes.ts";
import { hostGuard } from "./host-guard.ts";
import { loginRoutes } from "./login-routes.ts";
import { messageRoutes } from "./message-routes.ts";
import { createApiApp, type ApiEnv } from "./openapi-app.ts";
import { readPageFiles } from "./page-files.ts";
import { pageRoutes } from "./page-routes.ts";
import { pushRoutes } from "./push-routes.ts";
import { questionRoutes } from "./question-routes.ts";
import { repoRoutes } from "./repo-routes.ts";
import { notStored, securityHeaders } from "./security-headers.ts";
import { sessionGuard } from "./session-guard.ts";
import { statsRoutes } from "./stats-routes.ts";
import { swarmRoutes } from "./swarm-routes.ts";
import { zippedAnswers } from "./zipped-answers.ts";

const MAX_REQUEST_BYTES = 1024 * 1024;

/** The pages and the API behind them: Host and Origin are checked on everything, the session on all but the log-in page, assets and `/health`. */
export function createHttpApp(deps: HttpDeps): OpenAPIHono<ApiEnv> {
  const app = createApiApp();
  const pages = readPageFiles(deps.webRoot);
  app.onError((thrown, c) => errorResponse(thrown, c, deps.log));
  app.notFound((c) => errorResponse(new HiveError("not_found", `nothing is at ${c.req.path}`), c, deps.log));
  app.use(securityHeaders, hostGuard(deps.allowedHosts));
  app.use(bodyLimit({ maxSize: MAX_REQUEST_BYTES, onError: refuseLargeBody }));
  app.get("/health", (c) => c.json({ ok: true }));
  app.route("/", loginRoutes(deps, pages));
  app.route("/", pageRoutes(deps, pages));
  app.use(notStored, zippedAnswers, sessionGuard(deps));
  app.route("/", apiRoutes(deps));
  return app;
}

/** Every route of the API that describes itself in the OpenAPI document. */
export function apiRoutes(deps: HttpDeps): OpenAPIHono<ApiEnv> {
  const api = createApiApp();
  api.route("/", dashboardRoutes(deps));
  api.route("/", messageRoutes(deps));
  api.route("/", actionRoutes(deps));
  api.route("/", approvalRoutes(deps));
  api.route("/", buildRoutes(deps));
  api.route("/", swarmRoutes(deps));
  api.route("/", statsRoutes(deps));
  api.route("/", questionRoutes(deps));
  api.route("/", pushRoutes(deps));
  api.route("/", agentRoutes(deps));
  api.route("/", fileRoutes(deps));
  api.route("/", repoRoutes(deps));
  return api;
}

async function refuseLargeBody(c: Context<ApiEnv>): Promise<never> {
  // Read to its end first: a connection closed under a client that still writes would show it a reset, not the reason.
  // One without a length was being read when it became too large, and cannot be read by another.
  const { body } = c.req.raw;
  if (body?.locked === false) await body.pipeTo(new WritableStream());
  throw new HiveError("line_too_long", `expected a request of at most ${MAX_REQUEST_BYTES} bytes`);
}
