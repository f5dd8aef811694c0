import { setTimeout as wait } from "node:timers/promises";

/** Time as the harness sees it, in milliseconds. */
export interface Clock {
  now(): number;
  /** Resolves after `ms`, or at once without an error when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    try {
      await wait(ms, undefined, signal === undefined ? {} : { signal });
    } catch (cause) {
      if (signal?.aborted !== true) throw cause;
    }
  },
};
