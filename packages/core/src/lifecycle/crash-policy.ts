/** What is remembered of an agent's crashes. */
export type CrashHistory = {
  /** Unix ms of each crash that still counts for the breaker, oldest first. */
  readonly times: readonly number[];
  /** Crashes since the agent last ran for a while. */
  readonly streak: number;
};

/** What to do about a crash. */
export type CrashVerdict =
  | { readonly do: "restart"; readonly delayMs: number; readonly history: CrashHistory }
  | { readonly do: "give_up"; readonly crashes: number; readonly history: CrashHistory };

export const NO_CRASHES: CrashHistory = { times: [], streak: 0 };

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 60_000;
const STEADY_MS = 5 * 60_000;
const BREAKER_CRASHES = 5;
const BREAKER_WINDOW_MS = 10 * 60_000;

/** Judges one more crash: restart after 1 s doubling to 60 s, from 1 s again after 5 minutes of running; five crashes in ten minutes end it. */
export function judgeCrash(
  before: CrashHistory,
  crash: { readonly now: number; readonly ranMs: number },
): CrashVerdict {
  const { now, ranMs } = crash;
  const streak = ranMs >= STEADY_MS ? 0 : before.streak;
  const times = [...before.times.filter((time) => now - time < BREAKER_WINDOW_MS), now];
  const history = { times, streak: streak + 1 };
  if (times.length >= BREAKER_CRASHES) return { do: "give_up", crashes: times.length, history };
  return { do: "restart", delayMs: Math.min(FIRST_DELAY_MS * 2 ** streak, LONGEST_DELAY_MS), history };
}
