import { agentPort, agentVerbs, type AgentName } from "@hyperhive/wire";
import type { Logger } from "pino";
import { agentPaths } from "../agents/agent-paths.ts";
import { hostUid, type AgentRecord } from "../agents/agent-records.ts";
import type { CoreConfig } from "../config.ts";
import type { ModelGateway } from "../gateway/model-gateway.ts";
import type { AgentDoors } from "../lifecycle/agent-doors.ts";
import type { AgentCaller } from "./agent-socket/agent-caller.ts";
import { agentHandlers } from "./agent-socket/handlers.ts";
import { closeHttp } from "./close-http.ts";
import { createLineServer } from "./line-server.ts";
import { listenOnSocket, type SocketPlace } from "./listen-on-socket.ts";
import { servePages, withHome, type PageApp } from "./page-server.ts";
import { serveVerbs } from "./verb-dispatch.ts";

/** What the agents' sockets and ports lead to. */
export type AgentDoorsParts = {
  readonly config: CoreConfig;
  readonly callerFor: (name: AgentName) => AgentCaller;
  /** Absent in log-in mode. */
  readonly gateway: ModelGateway | undefined;
  readonly pages: () => PageApp;
  readonly log: Logger;
};

type OpenDoor = () => Promise<void>;

/** Opens the sockets of agents at their fixed places and, where the hive wants it, a port for each agent's page. */
export function openAgentDoors(parts: AgentDoorsParts): AgentDoors & { closeAll(): Promise<void> } {
  const doors = new Map<AgentName, OpenDoor[]>();
  const close = async (name: AgentName) => {
    const open = doors.get(name) ?? [];
    doors.delete(name);
    await Promise.all(open.map((door) => door()));
  };
  return {
    async open(record) {
      const open: OpenDoor[] = [];
      doors.set(record.name, open);
      try {
        open.push(await openCoreSocket(parts, record));
        if (parts.gateway !== undefined) open.push(await openModelSocket(parts, record, parts.gateway));
        if (parts.config.agentPorts === "hash") open.push(openPagePort(parts, record.name));
      } catch (error) {
        await close(record.name);
        throw error;
      }
    },
    close,
    async closeAll() {
      await Promise.all([...doors.keys()].map(close));
    },
  };
}

async function openCoreSocket({ config, callerFor, log }: AgentDoorsParts, record: AgentRecord): Promise<OpenDoor> {
  const caller = callerFor(record.name);
  const surface = { table: agentVerbs, handlers: agentHandlers, caller, log: log.child({ agent: record.name }) };
  const server = createLineServer({ log, serve: (connection) => serveVerbs(connection, surface) });
  await listenOnSocket(server.net, place(config, record, "coreSocket"));
  return () => server.close();
}

async function openModelSocket(
  { config }: AgentDoorsParts,
  record: AgentRecord,
  gateway: ModelGateway,
): Promise<OpenDoor> {
  const server = gateway.serverFor(record.name);
  await listenOnSocket(server, place(config, record, "modelSocket"));
  return () => closeHttp(server);
}

function place(config: CoreConfig, record: AgentRecord, socket: "coreSocket" | "modelSocket"): SocketPlace {
  const path = agentPaths(config, record.name)[socket];
  return { path, mode: 0o600, ...(config.asRoot && { uid: hostUid(record), gid: hostUid(record) }) };
}

// In the background: another program on the port is no reason to keep the agent waiting.
function openPagePort({ pages, log }: AgentDoorsParts, name: AgentName): OpenDoor {
  const stop = new AbortController();
  const app: PageApp = { fetch: (request, env) => withHome(pages(), `/agent/${name}/`).fetch(request, env) };
  const port = agentPort(name);
  const serving = servePages(app, { port, signal: stop.signal }).catch((error: unknown) => {
    if (!stop.signal.aborted)
      log.warn(
        { agent: name, port, err: error },
        "the agent's page has no port of its own; it is on the dashboard's port",
      );
    return undefined;
  });
  return async () => {
    stop.abort();
    await (await serving)?.close();
  };
}
