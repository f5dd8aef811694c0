import { randomBytes, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { pipeline } from "node:stream/promises";
import type { Clock } from "../clock.ts";
import { patientConnect } from "./patient-connect.ts";
import { rateLimitReset } from "./rate-limit-reset.ts";

/** A running relay; the caller owns it and closes it. */
export interface ModelRelay {
  /** What to give claude as `ANTHROPIC_BASE_URL`. */
  readonly url: string;
  /** What to give claude as `ANTHROPIC_API_KEY`; opens this relay and nothing else. */
  readonly key: string;
  /** End of the newest rate limit that the model told of, in Unix milliseconds; undefined when none is ahead. */
  rateLimitedUntil(): number | undefined;
  close(): Promise<void>;
}

/** What a relay needs; `patienceMs` is how long a request is held while the core is away. */
export type ModelRelayOptions = {
  readonly socketPath: string;
  readonly clock: Clock;
  readonly patienceMs?: number;
};

const DEFAULT_PATIENCE_MS = 60_000;
/** Belong to one connection, not to the message. */
const HOP_HEADERS = ["connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade", "te", "trailer"];
/** Replaced by the gateway; the relay's key is nobody else's business. */
const OWN_HEADERS = ["x-api-key", "authorization", "host"];

/** Serves the core's model socket on the cage's loopback, to whoever knows the key; streams both ways as it comes. */
export async function startModelRelay(options: ModelRelayOptions): Promise<ModelRelay> {
  const key = `relay-${randomBytes(24).toString("base64url")}`;
  let limitedUntil: number | undefined;

  const server = createServer((incoming, response) => {
    if (!holdsKey(incoming, key)) return refuse(response, 401, "authentication_error", "expected the relay's own key");
    forward(incoming, response, options, (headers) => {
      limitedUntil = rateLimitReset(headers, options.clock.now());
    }).catch((cause: unknown) => endBroken(response, cause));
  });
  server.requestTimeout = 0;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the model relay has no TCP address");

  return {
    url: `http://127.0.0.1:${address.port}`,
    key,
    rateLimitedUntil: () =>
      limitedUntil !== undefined && limitedUntil > options.clock.now() ? limitedUntil : undefined,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function forward(
  incoming: IncomingMessage,
  response: ServerResponse,
  { socketPath, clock, patienceMs = DEFAULT_PATIENCE_MS }: ModelRelayOptions,
  onRateLimit: (headers: IncomingMessage["headers"]) => void,
): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort(new Error("claude went away")));
  const socket = await patientConnect(socketPath, { clock, patienceMs, signal: gone.signal });
  if (gone.signal.aborted) return void socket.destroy();
  gone.signal.addEventListener("abort", () => socket.destroy(), { once: true });
  const answer = await exchange(incoming, socket);
  if (answer.statusCode === 429) onRateLimit(answer.headers);
  response.writeHead(answer.statusCode ?? 502, without(answer.headers, HOP_HEADERS));
  response.flushHeaders();
  await pipeline(answer, response);
}

/** Sends the request over a connection of its own and gives the answer as soon as its headers are there. */
async function exchange(incoming: IncomingMessage, socket: Socket): Promise<IncomingMessage> {
  const { method = "GET", url = "/", headers } = incoming;
  const outgoing = request({
    createConnection: () => socket,
    method,
    path: url,
    headers: { ...without(headers, [...HOP_HEADERS, ...OWN_HEADERS]), host: "model.hyperhive", connection: "close" },
  });
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  outgoing.once("response", resolve);
  outgoing.on("error", reject);
  pipeline(incoming, outgoing).catch(reject);
  return await promise;
}

// Once the answer has begun, a clean end would pass for a whole answer: only a broken connection makes claude ask again.
function endBroken(response: ServerResponse, cause: unknown): void {
  if (response.headersSent) return void response.destroy();
  refuse(response, 529, "overloaded_error", `the core's model gateway cannot be reached: ${String(cause)}`);
}

function refuse(response: ServerResponse, status: number, type: string, message: string): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify({ type: "error", error: { type, message } }));
}

function holdsKey({ headers }: IncomingMessage, key: string): boolean {
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1];
  return [headers["x-api-key"], bearer].some((given) => typeof given === "string" && isSame(given, key));
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function without(headers: IncomingMessage["headers"], names: readonly string[]): IncomingMessage["headers"] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}
