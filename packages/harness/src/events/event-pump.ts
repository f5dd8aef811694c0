import type { AgentEvent, PushedEvent } from "@hyperhive/wire";
import type { Clock } from "../clock.ts";
import { EventQueue, type QueueLimits } from "./event-queue.ts";

/** Takes what happens in the harness and gets it to the core, in order, for as long as it takes. */
export interface EventPump {
  /** Never throws and never waits. */
  emit(event: AgentEvent): void;
  /** Resolves when everything emitted so far is stored, or when the signal aborts. */
  flush(signal: AbortSignal): Promise<void>;
  /** Stops pushing; what is still queued is lost. */
  close(): Promise<void>;
}

/** What the pump needs. */
export type EventPumpOptions = {
  /** Stores a batch; retries a core that is away by itself, and rejects only when the batch cannot be stored at all. */
  readonly push: (events: PushedEvent[], signal: AbortSignal) => Promise<unknown>;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  readonly limits?: QueueLimits;
};

/** Starts a pump; nothing runs while nothing waits. */
export function createEventPump({ push, clock, log, limits }: EventPumpOptions): EventPump {
  const queue = new EventQueue(limits);
  const stopping = new AbortController();
  let running: Promise<void> | undefined;

  async function drain(): Promise<void> {
    // One turn of the event loop lets a burst share a batch.
    await new Promise(setImmediate);
    while (queue.size > 0 && !stopping.signal.aborted) await pushBatch(queue.takeBatch(clock.now()));
    running = undefined;
  }

  async function pushBatch(batch: PushedEvent[]): Promise<void> {
    try {
      await push(batch, stopping.signal);
    } catch (cause) {
      if (!stopping.signal.aborted) log(`${batch.length} event(s) could not be stored: ${String(cause)}`);
    }
  }

  return {
    emit(event) {
      if (stopping.signal.aborted) return;
      queue.add(event, clock.now());
      running ??= drain();
    },
    async flush(signal) {
      const { promise: aborted, resolve } = Promise.withResolvers<void>();
      signal.addEventListener("abort", () => resolve(), { once: true });
      if (signal.aborted) return;
      await Promise.race([running, aborted]);
    },
    async close() {
      stopping.abort(new Error("the event pump is closed"));
      await running;
    },
  };
}
