/** Times of one kind of operation, in milliseconds. */
export type Samples = readonly number[];

/** The value below which the given share (0 to 1) of the samples lies. */
export function quantile(samples: Samples, share: number): number {
  const sorted = samples.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Runs an operation one at a time and answers how long each took, in milliseconds. */
export async function timeEach(times: number, operation: (n: number) => Promise<unknown>): Promise<Samples> {
  const samples: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const begin = performance.now();
    await operation(n);
    samples.push(performance.now() - begin);
  }
  return samples;
}

/** Runs an operation many times, `lanes` at once, and answers how many ended per second. */
export async function perSecond(
  times: number,
  lanes: number,
  operation: (n: number) => Promise<unknown>,
): Promise<number> {
  let next = 0;
  const lane = async () => {
    for (let n = next++; n < times; n = next++) await operation(n);
  };
  const begin = performance.now();
  await Promise.all(Array.from({ length: lanes }, lane));
  return (times / (performance.now() - begin)) * 1000;
}
