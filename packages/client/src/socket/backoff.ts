import { retryDelay } from "../retry-delay.ts";
import type { Timing } from "./timing.ts";

/** Time from the first failure after which `budget` gives up, in milliseconds. */
const RETRY_BUDGET_MS = 60_000;

/** How long a call goes on trying: for 60 s, until it is aborted, or not at all. */
export type RetryMode = "budget" | "forever" | "never";

/** Counts the failures of one call and tells how long to wait before its next attempt. */
export class Backoff {
  readonly #mode: RetryMode;
  readonly #timing: Timing;
  #failures = 0;
  #failingSince = 0;

  constructor(mode: RetryMode, timing: Timing) {
    this.#mode = mode;
    this.#timing = timing;
  }

  /** Records a failure; returns the pause before the next attempt, or undefined when there is none. */
  afterFailure(): number | undefined {
    if (this.#mode === "never") return undefined;
    const now = this.#timing.now();
    if (this.#failures === 0) this.#failingSince = now;
    const delay = retryDelay(this.#failures);
    this.#failures += 1;
    const spent = now - this.#failingSince;
    return this.#mode === "budget" && spent + delay > RETRY_BUDGET_MS ? undefined : delay;
  }

  /** Forgets the failures: the core was there long enough to count as back. */
  reset(): void {
    this.#failures = 0;
  }
}
