import { randomBytes } from "node:crypto";
import type { StreamPosition } from "@hyperhive/wire";
import { FrameRing } from "./frame-ring.ts";

/** An event with its place in the stream. */
export type Frame<E> = StreamPosition & E;

/** One numbered stream of events in memory, with the newest kept for those who were away. */
export interface EventHub<E extends object> {
  /** Numbers the event, keeps it and hands it to every listener before it returns. */
  publish(event: E): Frame<E>;
  /** Where the stream stands: the newest frame's place. */
  position(): StreamPosition;
  /** Calls the listener with every later frame until the returned function is called. */
  subscribe(listener: (frame: Frame<E>) => void): () => void;
  /** Every frame after the position, oldest first; `resync` when that cannot be told. */
  replay(position: StreamPosition): readonly Frame<E>[] | "resync";
}

export type EventHubOptions = {
  /** Names this life of the counter; random unless given. */
  readonly epoch?: string;
  /** How many frames are kept at most. */
  readonly ring?: number;
  /** About how many bytes they may hold together. */
  readonly ringBytes?: number;
  /** Hears what a listener threw; one failing listener never stops the others. */
  readonly onListenerError?: (thrown: unknown) => void;
};

const RING_FRAMES = 10_000;
const RING_BYTES = 64 * 1024 * 1024;

/** Makes a stream that starts at seq 0; the first frame is 1. */
export function createEventHub<E extends object>(options: EventHubOptions = {}): EventHub<E> {
  const epoch = options.epoch ?? randomBytes(9).toString("base64url");
  const onListenerError = options.onListenerError ?? warn;
  const ring = new FrameRing<Frame<E>>(options.ring ?? RING_FRAMES, options.ringBytes ?? RING_BYTES);
  const listeners = new Set<{ readonly hear: (frame: Frame<E>) => void }>();
  let seq = 0;
  return {
    publish(event) {
      seq += 1;
      const frame = { ...event, epoch, seq };
      ring.push(frame);
      // One who begins to listen while this frame is handed out hears the next one first.
      const present = [...listeners];
      for (const { hear } of present) {
        try {
          hear(frame);
        } catch (thrown) {
          onListenerError(thrown);
        }
      }
      return frame;
    },
    position: () => ({ epoch, seq }),
    subscribe(hear) {
      const listener = { hear };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    replay(since) {
      if (since.epoch !== epoch || since.seq > seq) return "resync";
      return ring.after(since.seq) ?? "resync";
    },
  };
}

function warn(thrown: unknown): void {
  process.emitWarning(thrown instanceof Error ? thrown : new Error(String(thrown)));
}
