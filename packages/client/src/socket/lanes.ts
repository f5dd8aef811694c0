/** Lets so many calls through at once; the others wait their turn, first come first served. */
export class Lanes {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  /** Resolves when there is room; dispose the result to make room again. Rejects with the signal's reason when that aborts first. */
  async enter(signal: AbortSignal | undefined): Promise<Disposable> {
    if (this.#free > 0) this.#free -= 1;
    else await this.#wait(signal);
    return { [Symbol.dispose]: () => this.#leave() };
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }

  #wait(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(go), 1);
        reject(signal?.reason as Error);
      };
      const go = () => {
        signal?.removeEventListener("abort", giveUp);
        resolve();
      };
      if (signal?.aborted === true) return reject(signal.reason as Error);
      signal?.addEventListener("abort", giveUp, { once: true });
      this.#waiting.push(go);
    });
  }
}
