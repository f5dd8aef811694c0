import { Agent as HttpAgent, createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { AgentName } from "@hyperhive/wire";
import type { Logger } from "pino";
import { answerError } from "./api-error.ts";
import { forwardRequest } from "./forward-request.ts";
import { isModelMethod, upstreamUrl, type Upstream } from "./upstream-request.ts";
import type { ModelUsage } from "./usage-meter.ts";

/** What a gateway is made from. */
export type ModelGatewayOptions = {
  readonly upstream: Upstream;
  readonly onUsage: (agent: AgentName, usage: ModelUsage) => void;
  readonly log: Logger;
};

/** The way from cages to the model. */
export type ModelGateway = {
  /** A server for one agent's `model.sock`; the caller listens and closes. */
  serverFor(agent: AgentName): Server;
  /** Lets go of the connections to the upstream. */
  close(): void;
};

/** Makes the gateway: requests of cages go to the one upstream with the hive's credential, which never enters a cage or a log. */
export function createModelGateway({ upstream, onUsage, log }: ModelGatewayOptions): ModelGateway {
  const connections =
    upstream.url.protocol === "https:" ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const answer = (agent: AgentName, request: IncomingMessage, response: ServerResponse) => {
    const url = upstreamUrl(upstream.url, request.url ?? "/");
    if (url === undefined || !isModelMethod(request.method)) return answerElsewhere(request, response);
    forwardRequest({
      request,
      response,
      url,
      upstream,
      connections,
      onUsage: (usage) => onUsage(agent, usage),
      onTrouble: (cause) =>
        log.warn({ agent, upstream: upstream.url.origin, reason: cause.message }, "the model upstream failed"),
    });
  };
  return {
    // A turn may think long before its request is whole; the sockets are the cage's own.
    serverFor: (agent) =>
      createServer({ keepAliveTimeout: 75_000, requestTimeout: 0 }, (request, response) =>
        answer(agent, request, response),
      ),
    close: () => connections.destroy(),
  };
}

// claude asks whether anybody is there before its first turn.
function answerElsewhere(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  if (request.method === "HEAD") return void response.writeHead(200).end();
  answerError(response, 404, {
    type: "not_found_error",
    message: "the model gateway serves only GET, HEAD, POST and DELETE of paths below /v1/",
  });
}
