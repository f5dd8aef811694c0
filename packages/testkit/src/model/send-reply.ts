import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { apiError, errorBody } from "./api-error.ts";
import type { Clock } from "./clock.ts";
import { buildMessage } from "./message.ts";
import type { ModelMessage } from "./message.ts";
import type { ParsedReply, ReplyError } from "./reply.ts";
import { encodeEvent, streamEvents } from "./stream-events.ts";

/** Where and how an answer goes out; `size` is the length of the request in characters. */
export type Delivery = {
  response: ServerResponse;
  signal: AbortSignal;
  clock: Clock;
  model: string;
  size: number;
  stream: boolean;
};

/** Sends a reply in the form the caller asked for; rejects with the signal's reason when the caller goes away first. */
export async function sendReply(reply: ParsedReply, delivery: Delivery): Promise<void> {
  const { response, clock, signal } = delivery;
  if (reply.delayMs) await clock.sleep(reply.delayMs, signal);
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
  if (reply.error) return sendError(reply.error, delivery);
  const message = buildMessage({ ...reply, blocks: reply.blocks ?? [] }, delivery);
  return delivery.stream ? streamMessage(message, reply, delivery) : sendJson(response, message);
}

/** Sends a JSON body and ends the answer. */
export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

function sendError(error: ReplyError, { response, clock }: Delivery): void {
  const { kind } = error;
  if (kind === "cut") {
    response.destroy();
    return;
  }
  const { status, headers, body } = apiError({ ...error, kind }, clock.now());
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader("request-id", body.request_id);
  sendJson(response, body, status);
}

async function streamMessage(message: ModelMessage, reply: ParsedReply, delivery: Delivery): Promise<void> {
  const { response, clock, signal } = delivery;
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" });
  const events = streamEvents(message, reply.chunkSize ?? 24);
  for (const [index, event] of events.slice(0, reply.cut?.afterEvents).entries()) {
    if (index > 0 && reply.chunkDelayMs) await clock.sleep(reply.chunkDelayMs, signal);
    if (!response.write(encodeEvent(event))) await once(response, "drain", { signal });
  }
  if (reply.cut) cutStream(reply.cut, response);
  else response.end();
}

function cutStream({ error }: NonNullable<ParsedReply["cut"]>, response: ServerResponse): void {
  switch (error) {
    case undefined:
      // The write queue must reach the caller first, or a cut in the middle looks like one at the beginning.
      response.write("", () => response.destroy());
      return;
    case "overloaded":
      response.end(encodeEvent(errorBody("overloaded_error", "Overloaded")));
      return;
    case "server":
      response.end(encodeEvent(errorBody("api_error", "Internal server error")));
      return;
  }
}
