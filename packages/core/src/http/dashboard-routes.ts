import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { stateSnapshotSchema, type DashboardFrame } from "@hyperhive/wire";
import type { HttpDeps } from "./deps.ts";
import { eventStream, type FrameSource } from "./event-stream.ts";
import { answers, createApiApp, type ApiEnv } from "./openapi-app.ts";
import { snapshotReader, type SnapshotSources } from "./read-snapshot.ts";

const stateRoute = createRoute({
  method: "get",
  path: "/api/state",
  summary: "Everything the dashboard shows but the message flow, with the stream position it holds",
  responses: answers("the snapshot", stateSnapshotSchema),
});

/** What the dashboard reads to stay live: snapshot and event stream. */
export function dashboardRoutes(deps: SnapshotSources): OpenAPIHono<ApiEnv> {
  const readSnapshot = snapshotReader(deps);
  const app = createApiApp();
  app.openapi(stateRoute, (c) => c.json(readSnapshot(), 200));
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
