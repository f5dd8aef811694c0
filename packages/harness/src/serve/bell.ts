/** Lets many wait for "something changed": each ring aborts the signal handed out before it. */
export class Bell {
  #next = new AbortController();

  /** Aborts at the next ring. */
  get rung(): AbortSignal {
    return this.#next.signal;
  }

  ring(): void {
    const rung = this.#next;
    this.#next = new AbortController();
    rung.abort(new Error("something changed"));
  }
}
