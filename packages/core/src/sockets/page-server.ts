import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { bindWithRetry, type BindOptions } from "./bind-with-retry.ts";
import { closeHttp } from "./close-http.ts";

/** Answers requests as a Hono app does. */
export type PageApp = { fetch(request: Request, env?: unknown): Response | Promise<Response> };

/** Pages that are served on loopback. */
export type PageServer = {
  /** The port that is listened on. */
  readonly port: number;
  /** Stops at once; streams are cut. */
  close(): Promise<void>;
};

/** Serves an app on a port of 127.0.0.1; 0 lets the kernel choose. */
export async function servePages(app: PageApp, options: Omit<BindOptions, "host">): Promise<PageServer> {
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  await bindWithRetry(server, { ...options, host: "127.0.0.1" });
  return {
    port: (server.address() as AddressInfo).port,
    close: () => closeHttp(server),
  };
}

/** The same pages with an agent's own in front. */
export function withHome(app: PageApp, home: string): PageApp {
  return {
    fetch(request, env) {
      if (new URL(request.url).pathname !== "/") return app.fetch(request, env);
      return new Response(null, { status: 302, headers: { location: home } });
    },
  };
}
