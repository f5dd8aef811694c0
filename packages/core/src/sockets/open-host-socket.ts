import { hostVerbs } from "@hyperhive/wire";
import type { Logger } from "pino";
import { hostSocketPath } from "../agents/agent-paths.ts";
import type { CoreConfig } from "../config.ts";
import { adminGroup } from "./admin-group.ts";
import { hostHandlers } from "./host-socket/handlers.ts";
import type { HostCaller } from "./host-socket/host-caller.ts";
import { createLineServer, type LineServer } from "./line-server.ts";
import { listenOnSocket } from "./listen-on-socket.ts";
import { serveVerbs } from "./verb-dispatch.ts";

/** Opens host.sock: for the group `hive-admin` where there is one, else for the core's own account. */
export async function openHostSocket(config: CoreConfig, caller: HostCaller, log: Logger): Promise<LineServer> {
  const surface = { table: hostVerbs, handlers: hostHandlers, caller, log };
  const server = createLineServer({ log, serve: (connection) => serveVerbs(connection, surface) });
  const gid = await adminGroup();
  const access = gid === undefined ? { mode: 0o600 } : { mode: 0o660, gid };
  await listenOnSocket(server.net, { path: hostSocketPath(config), ...access });
  return server;
}
