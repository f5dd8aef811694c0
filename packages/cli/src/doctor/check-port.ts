import { once } from "node:events";
import { createServer } from "node:net";
import { DEFAULT_WEB_PORT } from "@hyperhive/wire/plain";
import type { Check } from "./finding.ts";

/** The dashboard's port is free, or ours already. */
export const checkPort: Check = async ({ cli, core }) => {
  const wanted = cli.env["HYPERHIVE_PORT"] || String(DEFAULT_WEB_PORT);
  const port = Number(wanted);
  if (core !== undefined && Number(new URL(core.url).port) === port) {
    return [{ name: "port", state: "ok", detail: `${port} is the running core's` }];
  }
  const problem = port >= 0 && port <= 65_535 ? await listenProblem(port) : "no port from 0 to 65535";
  if (problem === undefined) return [{ name: "port", state: "ok", detail: `${port} is free` }];
  const mend = "choose another with `serve --port` or `HYPERHIVE_PORT`, or stop what holds it (`ss -ltnp` names it)";
  return [{ name: "port", state: "problem", detail: `127.0.0.1:${wanted} cannot be opened (${problem})`, mend }];
};

async function listenProblem(port: number): Promise<string | undefined> {
  const server = createServer();
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  } finally {
    server.close();
  }
}
