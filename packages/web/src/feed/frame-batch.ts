/** One frame of a 60 Hz screen, in milliseconds. */
const FRAME_MS = 16;

type Clock = { now(): number; later(run: () => void, ms: number): void };

const PAGE_CLOCK: Clock = {
  now: () => performance.now(),
  later: (run, ms) => void setTimeout(run, ms),
};

/** Takes frames one by one and hands them on in order: a lone one at once, those of a burst together, at most once per frame of the screen. */
export type FrameBatch<F> = {
  add(frame: F): void;
  /** Hands on what waits. */
  flush(): void;
};

/** Makes a batch that hands its frames to `take`. */
export function batchFrames<F>(take: (frames: readonly F[]) => void, clock: Clock = PAGE_CLOCK): FrameBatch<F> {
  let waiting: F[] = [];
  let last = -Infinity;
  const flush = () => {
    const frames = waiting;
    waiting = [];
    if (frames.length === 0) return;
    last = clock.now();
    take(frames);
  };
  return {
    add: (frame) => {
      waiting.push(frame);
      if (waiting.length > 1) return;
      const rest = last + FRAME_MS - clock.now();
      if (rest <= 0) flush();
      else clock.later(flush, rest);
    },
    flush,
  };
}
