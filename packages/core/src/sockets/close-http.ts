import type { Server } from "node:http";

/** Stops an HTTP server at once: streams and idle connections are cut. */
export async function closeHttp(server: Server): Promise<void> {
  const closed = new Promise<void>((done) => void server.close(() => done()));
  server.closeAllConnections();
  await closed;
}
