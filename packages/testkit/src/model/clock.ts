import { setTimeout as wait } from "node:timers/promises";

/** Time as the stand-in sees it, in milliseconds; `sleep` rejects with the signal's reason when aborted. */
export interface Clock {
  now(): number;
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) => wait(milliseconds, undefined, { signal }),
};
