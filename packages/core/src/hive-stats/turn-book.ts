import { setImmediate as nextRound } from "node:timers/promises";
import type { AgentEventRow, AgentName } from "@hyperhive/wire";
import type { Logger } from "pino";
import type { TurnSpan } from "../agent-history/turn-stats.ts";
import type { Histories } from "../agents/histories.ts";
import type { Broker } from "../broker/broker.ts";
import type { Clock } from "../clock.ts";
import type { Store } from "../store/store.ts";
import type { CostToday } from "./cost-today.ts";
import type { TurnLedger } from "./turn-ledger.ts";

/** What turns are booked with. */
export type TurnBookParts = {
  readonly store: Pick<Store, "transaction">;
  readonly ledger: Pick<TurnLedger, "add" | "newestOf">;
  readonly cost: Pick<CostToday, "add" | "refresh">;
  readonly broker: Pick<Broker, "commit">;
  readonly histories: Pick<Histories, "of">;
  readonly isLive: (name: AgentName) => boolean;
  readonly clock: Pick<Clock, "now">;
  readonly log: Pick<Logger, "warn">;
};

/** As far back as anybody asks. */
const KEPT_MS = 31 * 24 * 60 * 60_000;

/** Books the turns of all agents in the ledger: each as it ends, and at the start of a core those that the last one missed. Best effort. */
export class TurnBook {
  readonly #parts: TurnBookParts;

  constructor(parts: TurnBookParts) {
    this.#parts = parts;
  }

  /** Takes an event that an agent's history stored; what is no end of a turn is left alone. Never rejects. */
  async take(agent: AgentName, { event }: Pick<AgentEventRow, "event">): Promise<void> {
    if (event.kind !== "turn_end") return;
    const { broker, ledger, cost, log } = this.#parts;
    try {
      await broker.commit((mail) => {
        const booked = ledger.add(agent, { at: mail.now, cost: event.usage?.cost_usd ?? 0 });
        mail.afterwards(() => cost.add(booked));
      });
    } catch (err) {
      log.warn({ agent, err }, "a turn could not be booked; the next start makes up for it");
    }
  }

  /** Books what the agents' histories hold and the ledger does not; call it before any turn of this core can end. The promise never rejects. */
  catchUp(agents: readonly AgentName[], signal: AbortSignal): Promise<void> {
    const { ledger, clock } = this.#parts;
    const before = clock.now();
    const missed = agents.map((agent) => {
      // A clock that was ahead left turns that lie in the future.
      const after = Math.max(ledger.newestOf(agent, before) ?? 0, before - KEPT_MS);
      return { agent, span: { after, before } };
    });
    return this.#bookAll(missed, signal);
  }

  async #bookAll(missed: readonly Missed[], signal: AbortSignal): Promise<void> {
    let isAny = false;
    for (const one of missed) {
      await nextRound();
      if (signal.aborted) return;
      isAny = this.#book(one) || isAny;
    }
    if (isAny) this.#parts.cost.refresh();
  }

  #book({ agent, span }: Missed): boolean {
    const { store, ledger, histories, isLive, log } = this.#parts;
    if (!isLive(agent)) return false;
    try {
      const turns = histories.of(agent).turnCosts(span);
      if (turns.length > 0) store.transaction(() => turns.forEach((turn) => ledger.add(agent, turn)));
      return turns.length > 0;
    } catch (err) {
      log.warn({ agent, err }, "turns of an agent could not be booked");
      return false;
    }
  }
}

type Missed = { readonly agent: AgentName; readonly span: TurnSpan };
