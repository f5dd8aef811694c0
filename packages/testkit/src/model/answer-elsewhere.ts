import type { ServerResponse } from "node:http";
import { errorBody } from "./api-error.ts";
import { sendJson } from "./send-reply.ts";

const models = ["claude-haiku-4-5", "claude-sonnet-5", "claude-opus-4-8"];

/** Answers the requests that claude makes beside messages: liveness, the list of models, its own account and telemetry paths. */
export function answerElsewhere(method: string, path: string, response: ServerResponse): void {
  if (method === "HEAD" || path === "/") {
    response.writeHead(200).end();
  } else if (path === "/v1/models") {
    sendJson(response, { data: models.map(modelEntry), has_more: false, first_id: models[0], last_id: models.at(-1) });
  } else if (path.startsWith("/v1/models/")) {
    sendJson(response, modelEntry(decodeURIComponent(path.slice("/v1/models/".length))));
  } else if (path.startsWith("/api/")) {
    sendJson(response, {});
  } else {
    sendJson(response, errorBody("not_found_error", `the scripted model has no ${method} ${path}`), 404);
  }
}

function modelEntry(id: string): Record<string, string> {
  return { type: "model", id, display_name: id, created_at: "2026-01-01T00:00:00Z" };
}
