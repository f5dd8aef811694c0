import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import type { AgentEvent, AgentEventRow, DashboardEvent, DashboardFrame, StreamPosition } from "@hyperhive/wire";
import { answerAboutMessages } from "./fake-messages.ts";
import { createFakeStream } from "./fake-stream.ts";
import { createSampleHive, type SampleHive } from "./sample-hive.ts";
import { slowAnswer } from "./slow-machine.ts";

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
};

/** A request that changes something. */
export type Posted = { readonly path: string; readonly body: Record<string, unknown> };

/** An HTTP server on loopback that plays the core's endpoints for the pages; what it says is decided by the test. */
export type FakeCore = {
  readonly url: string;
  readonly hive: SampleHive;
  readonly posted: readonly Posted[];
  /** Changes the hive and tells the dashboard's stream. */
  tell(event: DashboardEvent): void;
  /** The same for the agent's own events. */
  happen(event: AgentEvent): void;
  /** Cuts every stream; what happens meanwhile is replayed to whoever comes back. */
  dropStreams(): void;
  /** A new life of the counter: whoever comes back cannot be replayed. */
  forgetHistory(): void;
  /** Requests to these paths fail until they are taken away. */
  readonly broken: Set<string>;
  /** What other paths answer, reads and writes alike; a function sees the query or the body. */
  readonly answers: Map<string, object | ((asked: Readonly<Record<string, unknown>>) => object)>;
  /** No session is valid any more. */
  logOut(): void;
  close(): Promise<void>;
};

/** Starts the server over the built pages in `webRoot`; its ordinary day is around `now`, Unix milliseconds. */
export async function startFakeCore(webRoot: string, now = Date.now()): Promise<FakeCore> {
  const hive = createSampleHive(now);
  const dashboard = createFakeStream<DashboardFrame>();
  const agent = createFakeStream<AgentEventRow>(hive.events.length);
  const streams = [dashboard, agent] as const;
  const posted: Posted[] = [];
  const broken = new Set<string>();
  const answers: FakeCore["answers"] = new Map();
  const answerTo = (path: string, asked: Readonly<Record<string, unknown>>) => {
    const answer = answers.get(path);
    return typeof answer === "function" ? answer(asked) : answer;
  };
  let loggedIn = true;

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // A tab that closes takes its requests along, half-read as they may be.
      if (!request.socket.destroyed) throw error;
    });
  });
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? "/", "http://x");
    const { pathname: path, searchParams: query } = url;
    response.setHeader("content-security-policy", POLICY);
    const file = pageFile(path, loggedIn);
    if (file !== undefined) return await sendFile(response, join(webRoot, file));
    await slowAnswer();
    if (!loggedIn)
      return sendJson(response, 401, { ok: false, error: "expected a logged-in operator", code: "not_logged_in" });
    if (broken.has(path))
      return sendJson(response, 500, { ok: false, error: "the core failed on this request", code: "internal" });
    if (path === "/dashboard/stream") return dashboard.serve(request, response);
    if (path.endsWith("/events/stream")) return agent.serve(request, response);
    if (request.method === "POST") {
      const body = JSON.parse(await readText(request)) as Record<string, unknown>;
      posted.push({ path, body });
      return sendJson(response, 200, { ok: true, receipts: [], duplicate: false, ...answerTo(path, body) });
    }
    const answer = answerTo(path, Object.fromEntries(query));
    if (answer !== undefined) return sendJson(response, 200, answer);
    if (path === "/api/state-file" && !hive.files.has(query.get("path") ?? ""))
      return sendJson(response, 404, { ok: false, error: "no such file", code: "not_found" });
    const part = answerAboutMessages(url, hive) ?? snapshotFor(path, hive, agent.position());
    if (part === undefined)
      return sendJson(response, 404, { ok: false, error: `nothing is at ${path}`, code: "not_found" });
    return sendJson(response, 200, {
      ...(path.endsWith("events/history") ? agent : dashboard).position(),
      ...part,
    });
  };

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hive,
    posted,
    broken,
    answers,
    tell: (event) => {
      hive.take(event);
      dashboard.publish((position) => ({ ...position, ...event }), event.kind);
    },
    happen: (event) => agent.publish((position) => hive.record(position, event), event.kind),
    dropStreams: () => streams.forEach((stream) => stream.drop()),
    forgetHistory: () => streams.forEach((stream) => stream.forget()),
    logOut: () => {
      loggedIn = false;
      streams.forEach((stream) => stream.drop());
    },
    close: async () => {
      streams.forEach((stream) => stream.drop());
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function pageFile(path: string, loggedIn: boolean): string | undefined {
  if (/^\/(assets\/.+|[\w-]+\.(svg|png|webmanifest|js))$/.test(path)) return path;
  if (path === "/login") return "login.html";
  if (path === "/") return loggedIn ? "index.html" : "login.html";
  return /^\/agent\/[^/]+\/$/.test(path) ? "agent.html" : undefined;
}

function snapshotFor(path: string, hive: SampleHive, agentPosition: StreamPosition): object | undefined {
  if (path === "/api/state") return hive.snapshot;
  if (path.endsWith("/events/history")) return { events: hive.events };
  if (path.startsWith("/api/")) return undefined;
  const container = hive.containers.find(({ name }) => path.startsWith(`/agent/${name}/`));
  return {
    ...agentPosition,
    hive: hive.info,
    container,
    inbox: hive.inboxOf(container?.name ?? ""),
    dashboard_port: 7000,
  };
}

async function sendFile(response: ServerResponse, path: string): Promise<void> {
  response.setHeader("content-type", TYPES[extname(path)] ?? "application/octet-stream");
  response.end(await readFile(path));
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString() || "{}";
}
