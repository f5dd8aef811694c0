import type { Store } from "../store/store.ts";
import type { StepSpan } from "./step-grid.ts";

/** A finished turn: when it was stored (Unix ms), and its dollars. */
export type LedgerTurn = { readonly at: number; readonly cost: number };

/** The turns of all agents, also of those that are gone; every function runs at once, in the transaction of its caller if there is one. */
export type TurnLedger = ReturnType<typeof createTurnLedger>;

/** Beyond all reason for one turn; a sum of such still is a number. */
const MAX_COST = 1_000_000;

/** Prepares everything that is asked of the ledger. */
export function createTurnLedger(store: Store) {
  const { db } = store;
  const sums = store.prepare<StepSpan, { turns: number; cost: number | null }>((query, param) =>
    query
      .selectFrom("turn_ledger")
      .select((is) => [is.fn.countAll<number>().as("turns"), is.fn.sum<number | null>("cost_usd").as("cost")])
      .where("at", ">=", param("from"))
      .where("at", "<", param("until")),
  );
  return {
    /** Says the dollars that were booked: a harness that was paid, or spent more than can be, is not believed. */
    add(agent: string, { at, cost }: LedgerTurn): number {
      const booked = Math.min(Math.max(cost, 0), MAX_COST);
      store.run(db.insertInto("turn_ledger").values({ agent, at, cost_usd: booked }));
      return booked;
    },
    /** When the newest turn of an agent before a time was stored; undefined when it has none. */
    newestOf: (agent: string, before: number): number | undefined =>
      store.get(
        db
          .selectFrom("turn_ledger")
          .select((is) => is.fn.max<number | null>("at").as("at"))
          .where("agent", "=", agent)
          .where("at", "<", before),
      )?.at ?? undefined,
    /** Turns of a step, and their dollars. */
    within(span: StepSpan): { readonly turns: number; readonly cost: number } {
      const { turns = 0, cost } = sums.get(span) ?? {};
      return { turns, cost: roundCost(cost ?? 0) };
    },
    /** Deletes at most `cap` turns that were stored before the time. */
    vacuum({ before, cap }: { readonly before: number; readonly cap: number }): number {
      const old = db.selectFrom("turn_ledger").select("id").where("at", "<", before).limit(cap);
      return store.run(db.deleteFrom("turn_ledger").where("id", "in", old)).changes;
    },
  };
}

/** Dollars without the dust that adding leaves. */
export function roundCost(dollars: number): number {
  return Math.round(dollars * 1e6) / 1e6;
}
