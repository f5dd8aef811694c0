/** Waits until the work has settled, but no longer than `ms`; says nothing of how it ended. The wait alone keeps no process alive. */
export async function waitAtMost(work: Promise<unknown>, ms: number): Promise<void> {
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms).unref();
  await Promise.race([Promise.allSettled([work]), over]);
  clearTimeout(timer);
}
