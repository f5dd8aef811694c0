import { execFileSync } from "node:child_process";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { TestContext } from "node:test";
import type { IncomingHttpHeaders } from "node:http";
import { atEndOf } from "../at-end-of.test-support.ts";
import type { PushNetwork } from "./push-network.ts";

/** A push as the service got it. */
export type Arrived = { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: Buffer };

/** How the service answers: a status, perhaps later, perhaps with a header or a body. */
export type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
};

/** A name that the service has on its own network only. */
const HOST = "push.example";

/** A push service over https on this machine, with a certificate of its own, and the network that leads to it. */
export async function startPushService(t: TestContext) {
  const { key, cert } = makeCertificate();
  const arrived: Arrived[] = [];
  const watchers = new Set<() => void>();
  let hungUp = 0;
  const service = {
    /** Everything that came, oldest first. */
    arrived,
    /** Decides what is answered; 201 to all unless told otherwise. */
    answer: (_push: Arrived): Answer | Promise<Answer> => ({ status: 201 }),
    network: { resolve: async () => ["127.0.0.1"], mayReach: () => true, ca: cert } satisfies PushNetwork,
    endpoint: (path: string) => `https://${HOST}:${(server.address() as AddressInfo).port}/${path}`,
    /** How many pushes were given up by their sender. */
    hungUp: () => hungUp,
    /** Resolves once so many pushes have come in all. */
    async came(count: number): Promise<readonly Arrived[]> {
      while (arrived.length < count) await new Promise<void>((wake) => watchers.add(wake));
      return arrived;
    },
    /** Resolves once so many were given up. */
    async gaveUp(count: number): Promise<void> {
      while (hungUp < count) await new Promise<void>((wake) => watchers.add(wake));
    },
  };
  const tell = () => {
    for (const wake of watchers) wake();
    watchers.clear();
  };
  const server = createServer({ key, cert }, (request, response) => {
    response.on("close", () => {
      if (!response.writableFinished) hungUp += 1;
      tell();
    });
    void buffer(request)
      .then(async (body) => {
        const push = { path: request.url ?? "", headers: request.headers, body };
        arrived.push(push);
        tell();
        const { status, headers = {}, body: text } = await service.answer(push);
        response.writeHead(status, headers).end(text);
      })
      // A sender that hangs up has `hungUp` count it.
      .catch(() => undefined);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  atEndOf(t, () => {
    server.closeAllConnections();
    server.close();
  });
  return service;
}

function makeCertificate(): { key: string; cert: string } {
  const args = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  const names = ["-subj", `/CN=${HOST}`, "-addext", `subjectAltName=DNS:${HOST}`];
  const pem = execFileSync("openssl", [...args, ...names, "-keyout", "-", "-out", "-"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    env: { PATH: "/usr/bin:/bin", HOME: "/nonexistent" },
  });
  const part = (name: string) => new RegExp(`-----BEGIN ${name}-----[^]*-----END ${name}-----`).exec(pem)?.[0] ?? "";
  return { key: part("PRIVATE KEY"), cert: part("CERTIFICATE") };
}
