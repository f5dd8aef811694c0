import type { IncomingMessage, ServerResponse } from "node:http";
import { formatPosition, parsePosition, type StreamPosition } from "@hyperhive/wire";
import { slowFrame } from "./slow-machine.ts";

/** A numbered SSE stream with replay, as the core serves it. */
export type FakeStream<F extends StreamPosition> = {
  position(): StreamPosition;
  publish(make: (position: StreamPosition) => F, kind: string): void;
  serve(request: IncomingMessage, response: ServerResponse): void;
  /** Ends every connection. */
  drop(): void;
  /** A new epoch: nothing can be replayed. */
  forget(): void;
};

/** Starts at the given seq in epoch `e1`. Clients that lose it come back after 50 ms. */
export function createFakeStream<F extends StreamPosition>(seq = 0): FakeStream<F> {
  const clients = new Set<ServerResponse>();
  let now: StreamPosition = { epoch: "e1", seq };
  let frames: { position: StreamPosition; text: string }[] = [];
  return {
    position: () => now,
    publish: (make, kind) => {
      now = { ...now, seq: now.seq + 1 };
      const text = encode(kind, now, make(now));
      frames.push({ position: now, text });
      slowFrame(() => clients.forEach((client) => client.write(text)));
    },
    serve: (request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(`retry: 50\n\n${missed(request, now, frames)}${encode("hello", now, {})}`);
      clients.add(response);
      response.once("close", () => clients.delete(response));
    },
    drop: () => {
      for (const client of clients) client.destroy();
    },
    forget: () => {
      now = { epoch: `${now.epoch}x`, seq: 0 };
      frames = [];
    },
  };
}

function missed(
  request: IncomingMessage,
  now: StreamPosition,
  frames: readonly { position: StreamPosition; text: string }[],
): string {
  const since = parsePosition(String(request.headers["last-event-id"] ?? ""));
  if (since === undefined) return "";
  if (since.epoch !== now.epoch) return encode("resync", now, {});
  return frames
    .filter(({ position }) => position.seq > since.seq)
    .map(({ text }) => text)
    .join("");
}

function encode(kind: string, position: StreamPosition, data: object): string {
  return `id: ${formatPosition(position)}\nevent: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;
}
