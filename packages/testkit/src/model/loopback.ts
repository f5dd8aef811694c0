import { once } from "node:events";
import type { Server } from "node:http";

/** Listens on 127.0.0.1 and gives the URL; port 0 takes a free one. */
export async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the scripted model has no TCP address");
  return `http://127.0.0.1:${address.port}`;
}

/** Stops listening and cuts every open connection. */
export async function shut(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}
