import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { formatPosition, parsePosition, type StreamPosition } from "@hyperhive/wire";
import type { Context } from "hono";
import { SECURITY_HEADERS } from "./security-headers.ts";

const MAX_BACKLOG_BYTES = 1024 * 1024;
/** What is written at once must stay well below that, or the client would be dropped each time it comes back. */
const MAX_REPLAY_BYTES = MAX_BACKLOG_BYTES / 2;
const HEARTBEAT_MS = 15_000;

const STREAM_HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  "x-accel-buffering": "no",
} as const;

/** A numbered stream that can be followed from now on and, as far as it is kept, from an earlier position. */
export type FrameSource<F extends StreamPosition> = {
  position(): StreamPosition;
  subscribe(listener: (frame: F) => void): () => void;
  /** Every frame after the position, oldest first, or `resync` when that cannot be told. */
  replay(since: StreamPosition): readonly F[] | "resync";
  /** Name of the SSE event. */
  kindOf(frame: F): string;
};

/**
 * Answers with server-sent events: what came after `Last-Event-ID` (or `?since=`), then one `hello` with the present position, then every frame as it happens.
 * Sends `resync` instead of a replay when the position is of another epoch, too old, or more than 512 KiB ago. A client that lets more than 1 MiB pile up is dropped; it comes back by itself.
 */
export function eventStream<F extends StreamPosition>(
  c: Context<{ Bindings: HttpBindings }>,
  source: FrameSource<F>,
): Response {
  // A HEAD has no stream, and its answer is written by the framework.
  if (c.req.method === "HEAD") return c.body(null, 200, STREAM_HEADERS);
  const out = c.env.outgoing;
  out.writeHead(200, { ...SECURITY_HEADERS, ...STREAM_HEADERS });
  const write = (text: string) => {
    out.write(text);
    if (out.writableLength > MAX_BACKLOG_BYTES) out.destroy();
  };
  const send = (frame: F) => write(encodeFrame(source.kindOf(frame), frame, frame));
  // Replay and subscription happen in one tick, so nothing falls between them.
  for (const text of opening(requestedPosition(c), source)) write(text);
  const unsubscribe = source.subscribe(send);
  const heartbeat = setInterval(() => write(": still here\n\n"), HEARTBEAT_MS);
  out.once("close", () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
  return RESPONSE_ALREADY_SENT;
}

function opening<F extends StreamPosition>(since: StreamPosition | undefined, source: FrameSource<F>): string[] {
  const hello = encodeFrame("hello", source.position(), {});
  if (since === undefined) return [hello];
  const missed = encodeAll(source.replay(since), source);
  return missed === "resync" ? [encodeFrame("resync", source.position(), {}), hello] : [...missed, hello];
}

function encodeAll<F extends StreamPosition>(
  frames: readonly F[] | "resync",
  source: FrameSource<F>,
): string[] | "resync" {
  if (frames === "resync") return frames;
  const texts: string[] = [];
  let room = MAX_REPLAY_BYTES;
  for (const frame of frames) {
    const text = encodeFrame(source.kindOf(frame), frame, frame);
    room -= Buffer.byteLength(text);
    if (room < 0) return "resync";
    texts.push(text);
  }
  return texts;
}

function requestedPosition(c: Context): StreamPosition | undefined {
  const text = c.req.header("last-event-id") ?? c.req.query("since");
  if (text === undefined || text === "") return undefined;
  // An id that is not ours cannot be replayed: an epoch that never matches asks for a resync.
  return parsePosition(text) ?? { epoch: "unknown", seq: 0 };
}

function encodeFrame(kind: string, position: StreamPosition, data: object): string {
  return `id: ${formatPosition(position)}\nevent: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;
}
