import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeLine, failedResponse, HiveError, LineSplitter, okResponse, parseLine } from "@hyperhive/wire/plain";

/** What a test answers with: fields, or an error, or several lines of a stream. */
export type Reply = object | HiveError | undefined;

export type FakeHost = AsyncDisposable & { readonly runDir: string; readonly requests: Record<string, unknown>[] };

/** A host.sock that answers each line as the test says. */
export async function startFakeHost(
  answer: (request: Record<string, unknown>, send: (reply: Reply) => void) => void,
): Promise<FakeHost> {
  const runDir = await mkdtemp(join(tmpdir(), "fake-host-"));
  const requests: Record<string, unknown>[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    serve(socket, (request) => {
      requests.push(request);
      answer(request, (reply) => sendReply(socket, reply));
    });
  });
  server.listen(join(runDir, "host.sock"));
  await once(server, "listening");
  return {
    runDir,
    requests,
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, "close");
      await rm(runDir, { recursive: true });
    },
  };
}

function serve(socket: Socket, onRequest: (request: Record<string, unknown>) => void): void {
  const splitter = new LineSplitter();
  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk) => {
    for (const line of splitter.push(chunk)) if (line.kind === "line") onRequest(parseLine(line.text));
  });
}

/** Nothing to reply closes the connection. */
function sendReply(socket: Socket, reply: Reply): void {
  if (reply === undefined) socket.end();
  else socket.write(encodeLine(reply instanceof HiveError ? failedResponse(reply) : okResponse(reply)));
}
