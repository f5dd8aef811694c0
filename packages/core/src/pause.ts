import type { Clock } from "./clock.ts";

/** Waits `ms`, or until the signal aborts; it does not throw then. */
export async function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  using _timer = clock.setTimer(resolve, ms);
  const wake = () => resolve();
  signal.addEventListener("abort", wake);
  if (!signal.aborted) await promise;
  signal.removeEventListener("abort", wake);
}
