/** Lets one at a time do something with the thing that a key names, in the order of asking; different keys do not wait for one another. */
export class KeyedMutex {
  readonly #last = new Map<string, Promise<void>>();

  /** Waits for the key and holds it until the result is disposed of. */
  async hold(key: string): Promise<Disposable> {
    const before = this.#last.get(key);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last.set(key, promise);
    await before;
    return {
      [Symbol.dispose]: () => {
        if (this.#last.get(key) === promise) this.#last.delete(key);
        resolve();
      },
    };
  }
}
