import type { Clock } from "./clock.ts";

/** A clock that stands still until it is told to go on. */
export type ManualClock = Clock & {
  /** Moves on by `ms` and calls every timer that comes due on the way, in order. */
  advance(ms: number): void;
  /** How many timers are set. */
  timers(): number;
};

/** Makes a clock for tests; starts at a round time in Unix ms. */
export function createManualClock(start = 1_800_000_000_000): ManualClock {
  let now = start;
  const timers = new Set<{ readonly due: number; readonly fn: () => void }>();
  const nextBefore = (end: number) =>
    [...timers].filter((timer) => timer.due <= end).toSorted((a, b) => a.due - b.due)[0];
  return {
    now: () => now,
    setTimer(fn, ms) {
      const timer = { due: now + ms, fn };
      timers.add(timer);
      return { [Symbol.dispose]: () => void timers.delete(timer) };
    },
    advance(ms) {
      const end = now + ms;
      for (let timer = nextBefore(end); timer !== undefined; timer = nextBefore(end)) {
        timers.delete(timer);
        now = Math.max(now, timer.due);
        timer.fn();
      }
      now = end;
    },
    timers: () => timers.size,
  };
}
