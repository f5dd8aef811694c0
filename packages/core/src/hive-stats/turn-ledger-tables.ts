import type { Generated } from "kysely";

/** One finished turn of an agent that is or was in the hive. */
export type TurnLedgerTable = {
  id: Generated<number>;
  agent: string;
  /** When it was stored, Unix milliseconds. */
  at: number;
  /** Dollars; 0 when it had no figures. */
  cost_usd: number;
};

/** The tables of this domain. */
export type HiveStatsTables = { turn_ledger: TurnLedgerTable };
