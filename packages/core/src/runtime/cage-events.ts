import type { CageEvent } from "./runtime.ts";

/** Hands events to everyone who listens at the time. */
export type CageEvents = {
  emit(event: CageEvent): void;
  /** Listens from the call on, until the signal aborts; nothing is dropped while the reader is slow. */
  listen(signal: AbortSignal): AsyncIterableIterator<CageEvent>;
  /** Tells whether anyone listens. */
  readonly heard: boolean;
};

/** Makes a fan-out without history. */
export function createCageEvents(): CageEvents {
  const listeners = new Set<(event: CageEvent) => void>();
  return {
    emit: (event) => listeners.forEach((listener) => listener(event)),
    get heard() {
      return listeners.size > 0;
    },
    listen(signal) {
      const queue: CageEvent[] = [];
      let wake = Promise.withResolvers<void>();
      const listener = (event: CageEvent) => {
        queue.push(event);
        wake.resolve();
      };
      const end = () => {
        listeners.delete(listener);
        wake.resolve();
      };
      if (!signal.aborted) listeners.add(listener);
      signal.addEventListener("abort", end, { once: true });
      return drain(queue, {
        isOpen: () => listeners.has(listener),
        async waitForMore() {
          await wake.promise;
          wake = Promise.withResolvers<void>();
        },
        end,
      });
    },
  };
}

async function* drain(
  queue: CageEvent[],
  source: { isOpen(): boolean; waitForMore(): Promise<void>; end(): void },
): AsyncGenerator<CageEvent, void> {
  try {
    while (source.isOpen()) {
      for (let event = queue.shift(); event; event = queue.shift()) yield event;
      if (source.isOpen()) await source.waitForMore();
    }
  } finally {
    source.end();
  }
}
