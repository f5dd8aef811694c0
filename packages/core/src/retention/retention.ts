import { setImmediate as nextRound } from "node:timers/promises";
import type { Clock } from "../clock.ts";
import { sweepsOf, type Sweep, type Swept } from "./sweeps.ts";

/** What retention needs. */
export type RetentionDeps = Swept & {
  readonly clock: Clock;
  readonly log: { info(fields: object, text: string): void; error(fields: object, text: string): void };
};

const HOUR_MS = 60 * 60_000;
const ROWS_PER_STEP = 500;
const ROWS_PER_SWEEP = 10_000;

/** Deletes what is too old, at once and then every hour, at most 10,000 rows of each kind at a time: messages 30 days after their ack or after they were let go, keys and reminders that ended after 30, events after 7 days, turn figures and the ledger of turns after 90, log-ins when they expire. Stop it before closing what it sweeps. */
export function startRetention(deps: RetentionDeps): { stop(): void } {
  const stopping = new AbortController();
  let timer: Disposable | undefined;
  const round = () => {
    void sweepAll(deps, stopping.signal);
    timer = deps.clock.setTimer(round, HOUR_MS);
  };
  round();
  return {
    stop() {
      stopping.abort();
      timer?.[Symbol.dispose]();
    },
  };
}

async function sweepAll(deps: RetentionDeps, signal: AbortSignal): Promise<void> {
  for (const sweep of sweepsOf(deps, deps.clock.now())) {
    if (signal.aborted) return;
    try {
      const deleted = await repeat(sweep, signal);
      if (deleted > 0) deps.log.info({ what: sweep.what, deleted }, "deleted what was too old");
    } catch (cause) {
      deps.log.error({ what: sweep.what, err: cause }, "could not delete what is too old; the next sweep tries again");
    }
  }
}

// Small steps, so that a message never waits for a sweep.
async function repeat({ step }: Sweep, signal: AbortSignal): Promise<number> {
  let deleted = 0;
  while (deleted < ROWS_PER_SWEEP && !signal.aborted) {
    const gone = step(ROWS_PER_STEP);
    deleted += gone;
    if (gone === 0) break;
    await nextRound();
  }
  return deleted;
}
