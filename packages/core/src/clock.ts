/** Time as the core sees it. */
export interface Clock {
  /** Unix milliseconds. */
  now(): number;
  /** Calls `fn` once after `ms`; dispose the result to call it off. */
  setTimer(fn: () => void, ms: number): Disposable;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(fn, ms) {
    const timer = setTimeout(fn, ms);
    return { [Symbol.dispose]: () => clearTimeout(timer) };
  },
};
