import { setTimeout as wait } from "node:timers/promises";

/** The client's only view of time, so that tests need not wait. */
export type Timing = {
  /** Milliseconds on a clock that only grows. */
  now(): number;
  /** Resolves after `ms`; rejects with the signal's reason as soon as it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
};

/** The real clock. Its timers keep the process alive: somebody waits for them. */
export const systemTiming: Timing = {
  now: () => performance.now(),
  async sleep(ms, signal) {
    try {
      await wait(ms, undefined, signal === undefined ? {} : { signal });
    } catch (cause) {
      signal?.throwIfAborted();
      throw cause;
    }
  },
};
