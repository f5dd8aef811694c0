import type { Timing } from "../src/socket/timing.ts";

/** A clock whose sleeps end at once and only move its hands; `slept` lists them. */
export type FakeTiming = Timing & { readonly slept: number[] };

/** Makes one; `onSleep` runs before each sleep ends, e.g. to start the server. */
export function fakeTiming(onSleep: (count: number) => Promise<void> | void = () => {}): FakeTiming {
  const slept: number[] = [];
  let now = 0;
  return {
    slept,
    now: () => now,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      slept.push(ms);
      now += ms;
      await onSleep(slept.length);
      signal?.throwIfAborted();
    },
  };
}
