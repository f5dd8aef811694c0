import type { DashboardEvent } from "@hyperhive/wire";
import type { Histories } from "./agents/histories.ts";
import type { Roster } from "./agents/roster.ts";
import type { Broker } from "./broker/broker.ts";
import type { HiveBasis } from "./hive-basis.ts";
import { CostToday } from "./hive-stats/cost-today.ts";
import { hiveStatsReader } from "./hive-stats/hive-stats.ts";
import { TurnBook } from "./hive-stats/turn-book.ts";
import { createTurnLedger } from "./hive-stats/turn-ledger.ts";

/** What the hive's figures are wired to. */
export type StatsBasis = Pick<HiveBasis, "store" | "clock" | "log"> & {
  readonly broker: Broker;
  readonly histories: Histories;
  readonly roster: Roster;
  readonly publish: (event: DashboardEvent) => void;
};

/** Wires the ledger of turns and what is read from it; nothing is booked and no day begins before it is opened. */
export function wireStats(basis: StatsBasis) {
  const { store, clock, roster } = basis;
  const ledger = createTurnLedger(store);
  const cost = new CostToday({ ...basis, ledger });
  const book = new TurnBook({ ...basis, ledger, cost, isLive: (name) => roster.has(name) });
  return {
    ledger,
    cost,
    book,
    over: hiveStatsReader({ store, ledger, clock }),
    /** Begins to tell the day's cost and catches up with what the last core missed; before any turn can end. */
    open(): AsyncDisposable {
      const closing = new AbortController();
      cost.start();
      const caughtUp = book.catchUp(roster.names(), closing.signal);
      return {
        async [Symbol.asyncDispose]() {
          closing.abort();
          cost.close();
          await caughtUp;
        },
      };
    },
  };
}
