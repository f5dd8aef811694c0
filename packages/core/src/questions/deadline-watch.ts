import type { Clock } from "../clock.ts";

/** What the watch looks at and does. */
export type DeadlineWatchParts = {
  readonly clock: Clock;
  /** The earliest deadline (Unix ms); undefined when there is none. */
  readonly next: () => number | undefined;
  /** Ends what is due. */
  readonly expire: () => Promise<void>;
  readonly onFailure: (cause: unknown) => void;
};

// The machine may sleep and its clock may be set, so no timer is trusted for longer.
const MAX_SLEEP_MS = 60_000;
const RETRY_MS = 5000;

/** One timer for the earliest deadline; none is set while there is no deadline. */
export class DeadlineWatch {
  readonly #parts: DeadlineWatchParts;
  #timer: Disposable | undefined;
  #started = false;

  constructor(parts: DeadlineWatchParts) {
    this.#parts = parts;
  }

  /** Begins to watch; what came due before is due at once. */
  start(): void {
    this.#started = true;
    this.reset();
  }

  /** Watches for nothing more. */
  close(): void {
    this.#started = false;
    this.#clear();
  }

  /** Looks at the deadlines anew; call it after every change. Never throws. */
  reset(): void {
    this.#clear();
    if (!this.#started) return;
    this.#guard(() => {
      const at = this.#parts.next();
      if (at !== undefined) this.#wake(Math.min(Math.max(0, at - this.#parts.clock.now()), MAX_SLEEP_MS));
    });
  }

  #wake(ms: number): void {
    this.#timer = this.#parts.clock.setTimer(() => this.#ring(), ms);
  }

  #ring(): void {
    this.#guard(() => {
      const at = this.#parts.next();
      if (at === undefined || at > this.#parts.clock.now()) this.reset();
      else void this.#expire();
    });
  }

  async #expire(): Promise<void> {
    try {
      await this.#parts.expire();
      this.reset();
    } catch (cause) {
      this.#failed(cause);
    }
  }

  #guard(look: () => void): void {
    try {
      look();
    } catch (cause) {
      this.#failed(cause);
    }
  }

  #failed(cause: unknown): void {
    if (!this.#started) return;
    this.#parts.onFailure(cause);
    this.#clear();
    this.#wake(RETRY_MS);
  }

  #clear(): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
  }
}
