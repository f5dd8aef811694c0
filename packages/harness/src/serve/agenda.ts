import type { Wake } from "../turn/format-wake-prompt.ts";

/** Work that no message brings. */
export type Job =
  | { readonly kind: "turn"; readonly wake: Exclude<Wake, { kind: "message" }> }
  | { readonly kind: "compact" }
  | { readonly kind: "new_session" };

/** What is to be done before the next message is taken, in order; lost with the harness. */
export class Agenda {
  #jobs: Job[] = [];

  get isEmpty(): boolean {
    return this.#jobs.length === 0;
  }

  add(job: Job): void {
    this.#jobs.push(job);
  }

  next(): Job | undefined {
    return this.#jobs.shift();
  }
}
