import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { OPERATOR, portConflicts, stateSnapshotSchema, type DashboardFrame } from "@hyperhive/wire";
import type { HttpDeps } from "./deps.ts";
import { eventStream, type FrameSource } from "./event-stream.ts";
import { answers, createApiApp, type ApiEnv } from "./openapi-app.ts";

const INBOX_ROWS = 50;
const DECIDED_ROWS = 30;
const BUILD_ROWS = 30;

const stateRoute = createRoute({
  method: "get",
  path: "/api/state",
  summary: "Everything the dashboard shows but the message flow, with the stream position it holds",
  responses: answers("the snapshot", stateSnapshotSchema),
});

/** What the dashboard reads to stay live: snapshot and event stream. */
export function dashboardRoutes(
  deps: Pick<
    HttpDeps,
    "agents" | "broker" | "approvals" | "builds" | "questions" | "tombstones" | "metaInputs" | "hub"
  >,
): OpenAPIHono<ApiEnv> {
  const { agents, broker, approvals, builds, questions, hub } = deps;
  const app = createApiApp();
  app.openapi(stateRoute, (c) =>
    c.json(
      {
        ...hub.position(),
        hive: agents.info(),
        containers: [...agents.views()],
        transients: [...agents.transients()],
        inbox: [...broker.recent(OPERATOR, INBOX_ROWS)],
        questions: questions.openToOperator(),
        approvals: [...approvals.pending()],
        approval_history: [...approvals.resolved({ limit: DECIDED_ROWS })],
        builds: [...builds.newest(BUILD_ROWS)],
        tombstones: deps.tombstones.list(),
        meta_inputs: [...deps.metaInputs.list()],
        port_conflicts: portConflicts(agents.views()),
        cost_today: 0,
        problems: [],
      },
      200,
    ),
  );
  app.get("/dashboard/stream", (c) => eventStream(c, hubSource(deps.hub)));
  return app;
}

function hubSource(hub: HttpDeps["hub"]): FrameSource<DashboardFrame> {
  return {
    position: () => hub.position(),
    subscribe: (listener) => hub.subscribe(listener),
    replay: (since) => hub.replay(since),
    kindOf: (frame) => frame.kind,
  };
}
