import type { AgentName } from "@hyperhive/wire";

type Allowance = { readonly news: number; readonly at: number; readonly untold: number };

const AT_ONCE = 5;
const MS_PER_NEWS = 60_000;

/** Lets through as much news of one agent as its reader can keep up with: five at once, then one a minute. */
export class NewsLimit {
  readonly #allowances = new Map<AgentName, Allowance>();

  /** Whether news of the agent may be told now (Unix ms); if so `untold` says how much was held back since the last. */
  admit(name: AgentName, now: number): { readonly untold: number } | undefined {
    const { news, at, untold } = this.#allowances.get(name) ?? { news: AT_ONCE, at: now, untold: 0 };
    // A clock that was set back brings nothing and takes nothing.
    const allowed = Math.min(AT_ONCE, news + Math.max(0, now - at) / MS_PER_NEWS);
    const isTold = allowed >= 1;
    this.#allowances.set(name, { news: isTold ? allowed - 1 : allowed, at: now, untold: isTold ? 0 : untold + 1 });
    return isTold ? { untold } : undefined;
  }
}
