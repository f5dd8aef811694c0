/** Ids of the messages that the running turn holds; acked together when it ends well. */
export class LeaseList {
  #ids = new Set<number>();

  add(ids: readonly number[]): void {
    for (const id of ids) this.#ids.add(id);
  }

  /** Gives the ids and begins anew. */
  take(): number[] {
    const ids = [...this.#ids];
    this.#ids = new Set();
    return ids;
  }
}
