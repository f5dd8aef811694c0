import { HiveError, type AgentName, type StateSnapshot, type TransientKind } from "@hyperhive/wire";

/** What is told about actions that begin and end. */
export type TransientListener = {
  began(name: AgentName, kind: TransientKind, since: number): void;
  ended(name: AgentName, error?: string): void;
};

/** An action's claim on an agent; disposing it gives the agent free. */
export type Hold = Disposable & {
  /** Remembers why the action failed, for those who watch. */
  fail(reason: string): void;
};

/** Which agents are being acted on: at most one action each. */
export class Transients {
  readonly #held = new Map<AgentName, { readonly kind: TransientKind; readonly since: number }>();
  readonly #waiting = new Set<() => void>();
  #moves = 0;
  readonly #listener: TransientListener;
  readonly #now: () => number;

  constructor(listener: TransientListener, now: () => number) {
    this.#listener = listener;
    this.#now = now;
  }

  /** Claims an agent for one action. Throws `busy` when another one has it. */
  hold(name: AgentName, kind: TransientKind): Hold {
    const other = this.#held.get(name);
    if (other !== undefined)
      throw new HiveError("busy", `${name} is ${other.kind} right now; try again when that is done`);
    const since = this.#now();
    this.#held.set(name, { kind, since });
    this.#moves++;
    this.#listener.began(name, kind, since);
    let error: string | undefined;
    return {
      fail: (reason) => void (error = reason),
      [Symbol.dispose]: () => {
        this.#held.delete(name);
        this.#moves++;
        this.#listener.ended(name, error);
        for (const resolve of this.#waiting) resolve();
      },
    };
  }

  has(name: AgentName): boolean {
    return this.#held.has(name);
  }

  /** Resolves when nothing is done to the agent, at once if that is so now. Rejects when the signal aborts. */
  async untilFree(name: AgentName, signal: AbortSignal): Promise<void> {
    while (this.#held.has(name)) {
      signal.throwIfAborted();
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiting.add(resolve);
      signal.addEventListener("abort", () => resolve(), { once: true });
      await promise;
      this.#waiting.delete(resolve);
    }
    signal.throwIfAborted();
  }

  /** Counts beginnings and ends: what was seen of cages before it grew may be out of date. */
  get moves(): number {
    return this.#moves;
  }

  /** Every action under way. */
  list(): StateSnapshot["transients"] {
    return [...this.#held].map(([name, { kind, since }]) => ({ name, transient: kind, since }));
  }
}
