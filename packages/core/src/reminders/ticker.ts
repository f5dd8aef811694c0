import type { Clock } from "../clock.ts";

/** What ticks and when. */
export type TickerParts = {
  readonly clock: Clock;
  /** Whether there is anything to tick for. */
  readonly wanted: () => boolean;
  readonly tick: () => Promise<void>;
  readonly onFailure: (cause: unknown) => void;
};

const TICK_MS = 5000;

/** Ticks every 5 s while something is wanted, one tick at a time; no timer is set otherwise. */
export class Ticker {
  readonly #parts: TickerParts;
  #timer: Disposable | undefined;
  #ticking: Promise<void> | undefined;
  #started = false;

  constructor(parts: TickerParts) {
    this.#parts = parts;
  }

  /** Ticks at once, and from then on. */
  start(): void {
    this.#started = true;
    this.tickNow();
  }

  /** Ticks no more; resolves when the last tick is over. */
  async close(): Promise<void> {
    this.#started = false;
    this.#clear();
    await this.#ticking;
  }

  /** Looks whether there is something to tick for; call it after every change. Never throws. */
  look(): void {
    if (!this.#started || this.#timer !== undefined || this.#ticking !== undefined) return;
    if (this.#isWanted()) this.#timer = this.#parts.clock.setTimer(() => this.tickNow(), TICK_MS);
  }

  /** Ticks without waiting for the next time; a tick that is under way is not joined by a second one. */
  tickNow(): void {
    if (!this.#started || this.#ticking !== undefined) return;
    this.#clear();
    if (this.#isWanted()) this.#ticking = this.#tick();
  }

  async #tick(): Promise<void> {
    try {
      await this.#parts.tick();
    } catch (cause) {
      if (this.#started) this.#parts.onFailure(cause);
    }
    this.#ticking = undefined;
    this.look();
  }

  // When that cannot be told, the tick finds out and says so.
  #isWanted(): boolean {
    try {
      return this.#parts.wanted();
    } catch {
      return true;
    }
  }

  #clear(): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
  }
}
