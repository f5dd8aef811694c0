import {
  request as httpRequest,
  type Agent,
  type ClientRequest,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import { request as httpsRequest } from "node:https";
import { pipeline } from "node:stream";
import { answerError } from "./api-error.ts";
import { SecretBlotter } from "./secret-blotter.ts";
import { downstreamHeaders, upstreamHeaders, type Upstream } from "./upstream-request.ts";
import { UsageMeter, type ModelUsage } from "./usage-meter.ts";

const CONNECT_MS = 15_000;

/** One request of a cage on its way. */
export type Forwarding = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly upstream: Upstream;
  readonly connections: Agent;
  /** Called once, at the end of an answer or where it was cut. */
  readonly onUsage: (usage: ModelUsage) => void;
  /** Called when the upstream failed, with nothing secret. */
  readonly onTrouble: (cause: Error) => void;
};

/** Sends the request upstream and the answer back, unbuffered both ways: a slow side slows the other, either side's end ends the other. */
export function forwardRequest(given: Forwarding): void {
  const { request, response, url, upstream, connections } = given;
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  const headers = upstreamHeaders(request.headers, upstream.key);
  const outgoing = send(url, { method: request.method, headers, agent: connections });
  limitConnecting(outgoing);
  outgoing.on("response", (answer) => passBack(answer, given));
  outgoing.on("error", (cause) => fail(given, cause));
  response.on("close", () => outgoing.destroy());
  request.pipe(outgoing);
}

function passBack(answer: IncomingMessage, given: Forwarding): void {
  const { request, response, upstream, onUsage, onTrouble } = given;
  response.writeHead(answer.statusCode ?? 502, downstreamHeaders(answer.headers, upstream.key));
  response.flushHeaders();
  const meter = new UsageMeter(answer.headers["content-type"]);
  answer.on("data", (chunk: Buffer) => meter.push(chunk));
  // An upstream that is not the real one may show in an error what it was sent.
  pipeline(answer, new SecretBlotter(upstream.key), response, (cause) => {
    if (isCounted(request)) onUsage(meter.total());
    if (cause && cause.code !== "ERR_STREAM_PREMATURE_CLOSE") onTrouble(cause);
  });
}

function isCounted(request: IncomingMessage): boolean {
  return request.method === "POST" && /^\/v1\/messages(\?|$)/.test(request.url ?? "");
}

function fail({ request, response, onTrouble }: Forwarding, cause: Error): void {
  if (response.destroyed || (request.destroyed && !request.complete)) return;
  onTrouble(cause);
  answerError(response, 502, {
    type: "model_unavailable",
    message: "the model upstream cannot be reached; hyperhive's core log says why",
  });
}

function limitConnecting(outgoing: ClientRequest): void {
  outgoing.on("socket", (socket) => {
    if (!socket.connecting) return;
    socket.setTimeout(CONNECT_MS, () => outgoing.destroy(new Error(`no connection in ${CONNECT_MS} ms`)));
    socket.once("connect", () => socket.setTimeout(0));
  });
}
