import type { StopReason } from "./turn-outcome.ts";

/** Ends a running turn from outside; the first reason wins. */
export class TurnStop {
  readonly #stopping = new AbortController();

  get reason(): StopReason | undefined {
    return this.#stopping.signal.aborted ? (this.#stopping.signal.reason as StopReason) : undefined;
  }

  /** Aborts when the turn is stopped. */
  get signal(): AbortSignal {
    return this.#stopping.signal;
  }

  stop(reason: StopReason): void {
    this.#stopping.abort(reason);
  }

  onStop(act: () => void): void {
    if (this.#stopping.signal.aborted) act();
    else this.#stopping.signal.addEventListener("abort", act, { once: true });
  }
}
