import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeLine, LineSplitter, parseLine } from "@hyperhive/wire/plain";

/** One connection as the server sees it. */
export type Peer = {
  readonly number: number;
  reply(fields: object): void;
  write(text: string): void;
  drop(): void;
  /** Closes after what was written has gone out. */
  end(): void;
  readonly closed: Promise<void>;
};

export type LineServer = AsyncDisposable & {
  readonly socketPath: string;
  readonly requests: Record<string, unknown>[];
  readonly peers: Peer[];
  listen(): Promise<void>;
  /** Stops listening and drops every connection; the socket file goes with it. */
  stop(): Promise<void>;
};

/** A real unix socket in a temp dir that hands every line to `answer`. */
export async function startLineServer(
  answer: (request: Record<string, unknown>, peer: Peer) => void,
): Promise<LineServer> {
  const dir = await mkdtemp(join(tmpdir(), "line-server-"));
  const server = new Lines(join(dir, "core.sock"), answer, async () => {
    await rm(dir, { recursive: true });
  });
  await server.listen();
  return server;
}

class Lines implements LineServer {
  readonly requests: Record<string, unknown>[] = [];
  readonly peers: Peer[] = [];
  readonly socketPath: string;
  readonly #answer: (request: Record<string, unknown>, peer: Peer) => void;
  readonly #cleanUp: () => Promise<void>;
  #server = createServer();
  #count = 0;

  constructor(socketPath: string, answer: Lines["onLine"], cleanUp: () => Promise<void>) {
    this.socketPath = socketPath;
    this.#answer = answer;
    this.#cleanUp = cleanUp;
  }

  onLine(request: Record<string, unknown>, peer: Peer): void {
    this.requests.push(request);
    this.#answer(request, peer);
  }

  async listen(): Promise<void> {
    this.#server = createServer((socket) => this.#accept(socket));
    this.#server.listen(this.socketPath);
    await once(this.#server, "listening");
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, "close");
    this.#server.close();
    for (const peer of this.peers) peer.drop();
    await closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.#cleanUp();
  }

  #accept(socket: Socket): void {
    const closed = Promise.withResolvers<void>();
    const peer: Peer = {
      number: (this.#count += 1),
      reply: (fields) => socket.write(encodeLine({ version: 1, ok: true, ...fields })),
      write: (text) => socket.write(text),
      drop: () => socket.destroy(),
      end: () => socket.end(),
      closed: closed.promise,
    };
    this.peers.push(peer);
    const splitter = new LineSplitter();
    socket.on("error", () => socket.destroy()).on("close", () => closed.resolve());
    socket.on("data", (chunk) => {
      for (const line of splitter.push(chunk)) {
        if (line.kind === "line") this.onLine(parseLine(line.text), peer);
      }
    });
  }
}
