const DEFAULT_TIMEOUT_MS = 120_000;

/** What a wait looks at and how it hears of changes. */
export type Watched<T> = {
  /** Answers the thing waited for, or undefined while it is not there. */
  look(): T | undefined | Promise<T | undefined>;
  /** Calls back after every change that may matter; answers how to stop. */
  subscribe(changed: () => void): () => void;
  /** Says what was waited for, for the error. */
  readonly what: string;
  readonly timeoutMs?: number;
};

/** Waits for something by the events that bring it, never by the clock. Rejects after `timeoutMs` (120 s) naming what did not come, and with what `look` throws. */
export async function waitFor<T>({ look, subscribe, what, timeoutMs = DEFAULT_TIMEOUT_MS }: Watched<T>): Promise<T> {
  let changed = Promise.withResolvers<boolean>();
  const deadline = Date.now() + timeoutMs;
  let timer = setTimeout(() => changed.resolve(false), timeoutMs);
  const unsubscribe = subscribe(() => changed.resolve(true));
  try {
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      if (!(await changed.promise)) throw new Error(`${what} did not come within ${timeoutMs} ms`);
      // Renewed before the next look, so that a change during it is not missed.
      changed = Promise.withResolvers<boolean>();
      clearTimeout(timer);
      timer = setTimeout(() => changed.resolve(false), Math.max(0, deadline - Date.now()));
    }
  } finally {
    clearTimeout(timer);
    unsubscribe();
  }
}
