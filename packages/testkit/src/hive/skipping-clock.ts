import type { CoreOverrides } from "@hyperhive/core";

type Clock = NonNullable<CoreOverrides["clock"]>;

/** The machine's clock, which a test can put forward. */
export type SkippingClock = Clock & {
  /** Puts it forward by `ms`; timers that come due by that ring. */
  skip(ms: number): void;
};

/** Makes one that shows the right time. */
export function createSkippingClock(): SkippingClock {
  const timers = new Set<SetTimer>();
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const wind = (timer: SetTimer) => {
    clearTimeout(timer.handle);
    timer.handle = setTimeout(
      () => {
        timers.delete(timer);
        timer.ring();
      },
      Math.max(0, timer.due - now()),
    );
  };
  return {
    now,
    setTimer(ring, ms) {
      const timer: SetTimer = { ring, due: now() + ms };
      timers.add(timer);
      wind(timer);
      return {
        [Symbol.dispose]: () => {
          clearTimeout(timer.handle);
          timers.delete(timer);
        },
      };
    },
    skip(ms) {
      ahead += ms;
      timers.forEach(wind);
    },
  };
}

type SetTimer = { readonly ring: () => void; readonly due: number; handle?: ReturnType<typeof setTimeout> };
