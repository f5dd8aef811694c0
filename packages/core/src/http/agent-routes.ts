import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import {
  agentHistorySchema,
  agentPageStateSchema,
  agentSendSchema,
  modelBodySchema,
  OPERATOR,
  sendReceiptSchema,
  type AgentEventRow,
} from "@hyperhive/wire";
import type { AgentHistoryStore } from "../agent-history/agent-history.ts";
import { outgoing } from "../broker/outgoing.ts";
import type { HttpDeps } from "./deps.ts";
import { eventStream, type FrameSource } from "./event-stream.ts";
import { answers, createApiApp, doneSchema, jsonBody, nameParams, type ApiEnv } from "./openapi-app.ts";

const INBOX_ROWS = 30;
const HISTORY_ROWS = 2000;
const REPLAY_ROWS = 10_000;

const stateRoute = createRoute({
  method: "get",
  path: "/agent/{name}/api/state",
  summary: "Everything the agent's page shows but the live view",
  request: { params: nameParams },
  responses: answers("the snapshot", agentPageStateSchema),
});

const historyRoute = createRoute({
  method: "get",
  path: "/agent/{name}/events/history",
  summary: "The newest events of the agent, oldest first",
  request: { params: nameParams },
  responses: answers("the events", agentHistorySchema),
});

const sendRoute = createRoute({
  method: "post",
  path: "/agent/{name}/send",
  summary: "Sends a message to this agent as the operator",
  request: { params: nameParams, body: jsonBody(agentSendSchema) },
  responses: answers("what was stored", sendReceiptSchema),
});

const modelRoute = createRoute({
  method: "post",
  path: "/agent/{name}/api/model",
  summary: "Switches the agent's model from its next turn on",
  request: {
    params: nameParams,
    body: {
      // Required by the handler: marked so here, each of the two forms would be demanded of every request.
      required: false,
      content: {
        "application/json": { schema: modelBodySchema },
        "application/x-www-form-urlencoded": { schema: modelBodySchema },
      },
    },
  },
  responses: answers("done", doneSchema),
});

/** Directions that need no words: their path, what the harness is told, and what that does. */
const CONTROLS = [
  ["cancel", "cancel", "Interrupts the running turn; its messages go back"],
  ["compact", "compact", "Compacts the session"],
  ["new-session", "new_session", "The next turn starts a new session"],
] as const;

function controlRoute<P extends string>(verb: P, summary: string) {
  return createRoute({
    method: "post",
    path: `/agent/{name}/api/${verb}`,
    summary,
    request: { params: nameParams },
    responses: answers("done", doneSchema),
  });
}

/** What an agent's page reads and what the operator may do there. */
export function agentRoutes(deps: Pick<HttpDeps, "agents" | "broker" | "port">): OpenAPIHono<ApiEnv> {
  const { agents, broker } = deps;
  const app = createApiApp();
  app.openapi(stateRoute, (c) => {
    const { name } = c.req.valid("param");
    const container = agents.view(name);
    const inbox = [...broker.recent(container.name, INBOX_ROWS)];
    return c.json(
      { ...agents.history(name).position(), hive: agents.info(), container, inbox, dashboard_port: deps.port() },
      200,
    );
  });
  app.openapi(historyRoute, (c) => {
    const history = agents.history(c.req.valid("param").name);
    return c.json({ ...history.position(), events: [...history.list(HISTORY_ROWS)] }, 200);
  });
  app.get("/agent/:name/events/stream", (c) => eventStream(c, historySource(agents.history(c.req.param("name")))));
  app.openapi(sendRoute, async (c) => {
    const to = agents.view(c.req.valid("param").name).name;
    const receipt = await broker.send(outgoing(OPERATOR, { ...c.req.valid("json"), to }));
    return c.json(receipt, 200);
  });
  addControls(app, agents);
  return app;
}

function addControls(app: OpenAPIHono<ApiEnv>, agents: HttpDeps["agents"]): void {
  app.openapi(modelRoute, async (c) => {
    const isJson = c.req.header("content-type")?.includes("json") ?? false;
    const { model } = isJson ? c.req.valid("json") : c.req.valid("form");
    agents.control(c.req.valid("param").name, { do: "set_model", model });
    return c.json({ ok: true as const }, 200);
  });
  for (const [path, verb, summary] of CONTROLS) {
    app.openapi(controlRoute(path, summary), (c) => {
      agents.control(c.req.valid("param").name, { do: verb });
      return c.json({ ok: true as const }, 200);
    });
  }
}

function historySource(history: AgentHistoryStore): FrameSource<AgentEventRow> {
  return {
    position: () => history.position(),
    subscribe: (listener) => history.subscribe(listener),
    replay(since) {
      const now = history.position();
      if (since.epoch !== now.epoch || now.seq - since.seq > REPLAY_ROWS || since.seq > now.seq) return "resync";
      const missed = history.after(since.seq, REPLAY_ROWS);
      return (missed.at(-1)?.seq ?? since.seq) < now.seq ? "resync" : missed;
    },
    kindOf: (row) => row.event.kind,
  };
}
