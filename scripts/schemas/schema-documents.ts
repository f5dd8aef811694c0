import { openApiDocument } from "@hyperhive/core";
import {
  agentConfigSchema,
  agentEventRowSchema,
  agentEventSchema,
  agentHistorySchema,
  agentPageStateSchema,
  agentSendSchema,
  agentVerbs,
  agentYamlSchema,
  dashboardEventSchema,
  helperEventSchema,
  hostVerbs,
  httpErrorSchema,
  messageHistorySchema,
  modelBodySchema,
  nameBodySchema,
  sendRequestSchema,
  pauseBodySchema,
  pushedEventSchema,
  sendReceiptSchema,
  stateSnapshotSchema,
  streamPositionSchema,
} from "@hyperhive/wire";
import { definitions, jsonSchema, verbDocument } from "./verb-schema.ts";

const httpBodies = {
  agent_history: agentHistorySchema,
  agent_page_state: agentPageStateSchema,
  agent_send: agentSendSchema,
  error: httpErrorSchema,
  message_history: messageHistorySchema,
  model: modelBodySchema,
  name: nameBodySchema,
  op_send: sendRequestSchema,
  pause: pauseBodySchema,
  send_receipt: sendReceiptSchema,
  state_snapshot: stateSnapshotSchema,
};

/** Every shipped schema by its file name in packages/wire/schemas. */
export function schemaDocuments(): ReadonlyMap<string, object> {
  return new Map<string, object>([
    ["agent-config.json", { title: "agent.json", ...jsonSchema(agentConfigSchema) }],
    ["agent-events.json", agentEvents()],
    ["agent-verbs.json", verbDocument("agent socket", "Lines of an agent's own socket.", agentVerbs)],
    ["agent-yaml.json", { title: "agent.yaml", ...jsonSchema(agentYamlSchema) }],
    ["dashboard-frames.json", dashboardFrames()],
    ["helper-events.json", { title: "bodies of messages from `system`", ...jsonSchema(helperEventSchema) }],
    ["host-verbs.json", verbDocument("host socket", "Lines of host.sock.", hostVerbs)],
    ["http-bodies.json", definitions("http bodies", "Bodies of the HTTP API; openapi.json has the paths.", httpBodies)],
    ["openapi.json", openApiDocument()],
  ]);
}

function agentEvents(): object {
  return definitions(
    "agent events",
    "`event` as the harness tells it, `pushed` on its socket, `row` as pages get it.",
    {
      event: agentEventSchema,
      pushed: pushedEventSchema,
      row: agentEventRowSchema,
    },
  );
}

function dashboardFrames(): object {
  const { $defs, ...head } = definitions("dashboard frames", "Each frame is a position and an event.", {
    position: streamPositionSchema,
    event: dashboardEventSchema,
  });
  return { ...head, allOf: [{ $ref: "#/$defs/position" }, { $ref: "#/$defs/event" }], $defs };
}
