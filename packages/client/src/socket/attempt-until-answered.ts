import { HiveError } from "@hyperhive/wire/plain";
import { retryDelay } from "../retry-delay.ts";
import { Backoff, type RetryMode } from "./backoff.ts";
import type { Timing } from "./timing.ts";

/** How often and under which conditions a call is tried again. */
export type AttemptPlan = {
  readonly mode: RetryMode;
  readonly timing: Timing;
  /** Whether the request may be sent again after it was written once. */
  readonly repeatable: boolean;
  readonly signal: AbortSignal | undefined;
};

/** The connection closed after the request was written; `reused` when it had lain idle before. */
export class AnswerLost extends HiveError {
  readonly reused: boolean;

  constructor(reused: boolean, message: string) {
    super("connection_lost", message);
    this.reused = reused;
  }
}

/** Runs `attempt` until it resolves, the failure is final, or the plan gives up; then rejects with the last failure. `attempt` is told when it must not use an idle connection. */
export async function attemptUntilAnswered<R>(plan: AttemptPlan, attempt: (fresh: boolean) => Promise<R>): Promise<R> {
  const backoff = new Backoff(plan.mode, plan.timing);
  let fresh = false;
  for (;;) {
    const startedAt = plan.timing.now();
    try {
      return await attempt(fresh);
    } catch (error) {
      if (!mayTryAgain(error, plan)) throw error;
      if (isStaleIdle(error) && !fresh) {
        fresh = true;
        continue;
      }
      await pauseOrThrow(error, { backoff, plan, startedAt });
    }
  }
}

type Failure = {
  readonly backoff: Backoff;
  readonly plan: AttemptPlan;
  readonly startedAt: number;
};

async function pauseOrThrow(error: unknown, failure: Failure): Promise<void> {
  const { backoff, plan, startedAt } = failure;
  if (wasConnected(error) && plan.timing.now() - startedAt > retryDelay(0)) {
    backoff.reset();
  }
  const delay = backoff.afterFailure();
  if (delay === undefined) throw error;
  await plan.timing.sleep(delay, plan.signal);
}

function mayTryAgain(error: unknown, plan: AttemptPlan): boolean {
  if (plan.signal?.aborted === true || !(error instanceof HiveError)) return false;
  if (error instanceof AnswerLost) return plan.repeatable;
  return ["core_unreachable", "connection_lost", "shutting_down"].includes(error.code);
}

function isStaleIdle(error: unknown): boolean {
  return error instanceof AnswerLost && error.reused;
}

function wasConnected(error: unknown): boolean {
  return error instanceof HiveError && error.code !== "core_unreachable";
}
