import type { AgentEvent, TurnState } from "@hyperhive/wire";
import type { GateVerdict } from "./gate.ts";

type Shown = { readonly state: TurnState; readonly until?: number | undefined; readonly detail?: string | undefined };

/** What the board reads and where it writes. */
export type BoardOptions = {
  readonly emit: (event: AgentEvent) => void;
  readonly now: () => number;
  readonly verdict: () => GateVerdict;
};

/** Shows what the harness is doing, derived from its activity and its gate; an event goes out for each change. */
export class StateBoard {
  readonly #options: BoardOptions;
  #activity: "thinking" | "compacting" | undefined;
  #shown: Shown | undefined;
  #since = 0;

  constructor(options: BoardOptions) {
    this.#options = options;
  }

  /** Says what claude is doing; undefined when nothing. */
  setActivity(activity: "thinking" | "compacting" | undefined): void {
    this.#activity = activity;
    this.refresh();
  }

  /** Looks again, and tells when something is different. */
  refresh(): void {
    const next = this.#derive();
    const { state, until, detail } = this.#shown ?? {};
    if (next.state === state && next.until === until && next.detail === detail) return;
    if (next.state !== state) this.#since = Math.floor(this.#options.now() / 1000);
    this.#shown = next;
    this.repeat();
  }

  /** Tells the state once more, for a core that may have missed it. */
  repeat(): void {
    if (this.#shown === undefined) return this.refresh();
    const { state, until, detail } = this.#shown;
    this.#options.emit({
      kind: "turn_state_changed",
      state,
      since: this.#since,
      ...(until === undefined ? {} : { until: Math.ceil(until / 1000) }),
      ...(detail === undefined ? {} : { detail }),
    });
  }

  #derive(): Shown {
    if (this.#activity !== undefined) return { state: this.#activity };
    const verdict = this.#options.verdict();
    return verdict.open ? { state: "idle" } : verdict;
  }
}
