import { createServer, type Server, type Socket } from "node:net";
import { encodeLine, failedResponse, HiveError } from "@hyperhive/wire";
import type { Logger } from "pino";
import { waitAtMost } from "../wait-at-most.ts";
import { hangUp } from "./hang-up.ts";
import { LineConnection } from "./line-connection.ts";

/** Connections that one socket serves at a time. */
const MAX_CONNECTIONS = 64;
/** Time in which the answers under way may still leave when the server closes. */
const CLOSING_MS = 500;

/** How a line server treats its connections. */
export type LineServerOptions = {
  /** Serves one connection to its end; must not throw. */
  readonly serve: (connection: LineConnection) => Promise<void>;
  readonly log: Logger;
  readonly maxConnections?: number;
};

/** A server of JSON lines; `net` is what listens. */
export type LineServer = {
  readonly net: Server;
  /** Stops accepting, ends every wait, and closes each connection once its answer under way has left. */
  close(): Promise<void>;
};

/** Makes a server that is not listening yet. A connection over the limit is told `too_many` and closed. */
export function createLineServer(options: LineServerOptions): LineServer {
  const open = new Map<LineConnection, Promise<void>>();
  // Half-open: a client may say all it has to say, close its side, and still read the answers.
  const net = createServer({ allowHalfOpen: true }, (socket) => {
    if (open.size >= (options.maxConnections ?? MAX_CONNECTIONS)) return refuse(socket, open.size);
    const connection = new LineConnection(socket);
    open.set(
      connection,
      serveToEnd(connection, options).finally(() => open.delete(connection)),
    );
  });
  return { net, close: () => closeServer(net, open) };
}

async function serveToEnd(connection: LineConnection, { serve, log }: LineServerOptions): Promise<void> {
  try {
    await serve(connection);
  } catch (cause) {
    log.error({ err: cause }, "a connection failed");
  } finally {
    connection.finish();
  }
}

async function closeServer(net: Server, open: ReadonlyMap<LineConnection, Promise<void>>): Promise<void> {
  const closed = new Promise<void>((done) => void net.close(() => done()));
  for (const connection of open.keys()) connection.stopReading();
  await waitAtMost(Promise.all(open.values()), CLOSING_MS);
  for (const connection of open.keys()) connection.close();
  // A client that never closes its side would hold the server open.
  await waitAtMost(closed, CLOSING_MS);
}

function refuse(socket: Socket, count: number): void {
  const error = new HiveError("too_many", `expected at most ${count} connections to this socket; close one first`);
  socket.on("error", () => socket.destroy());
  socket.write(encodeLine(failedResponse(error)));
  hangUp(socket);
}
