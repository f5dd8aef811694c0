const DELAYS_MS: readonly number[] = [2000, 4000, 8000, 16_000, 30_000];

/** How long to wait before the next attempt, in milliseconds: 2 s, then twice as long after each earlier wait, at most 30 s. */
export function retryDelay(earlierWaits: number): number {
  return DELAYS_MS[Math.min(earlierWaits, DELAYS_MS.length - 1)] ?? 0;
}
