import type { Migration } from "../store/migration.ts";

/** What every agent's turns cost, in one place, and messages by time. */
export const createHiveStats: Migration = {
  name: "keep a ledger of turns, and find messages by time",
  sql: `
    create table turn_ledger (
      id integer primary key autoincrement,
      agent text not null,
      at integer not null,
      cost_usd real not null
    ) strict;
    create index turn_ledger_by_time on turn_ledger (at, cost_usd);
    create index turn_ledger_of_agent on turn_ledger (agent, at);
    create index messages_by_time on messages (sent_at);
  `,
};
