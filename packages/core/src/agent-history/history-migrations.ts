import type { Migration } from "../store/migration.ts";

/** Every step of a history file, in the order in which it is taken; new ones go to the end and none is ever changed. */
export const historyMigrations: readonly Migration[] = [
  {
    name: "create events and turn figures",
    sql: `
      create table history (epoch text not null, turns integer not null default 0) strict;
      create table events (
        seq integer primary key autoincrement,
        at integer not null,
        stored_at integer not null,
        event text not null
      ) strict;
      create index events_by_age on events (stored_at);
      create table boots (
        boot_id text primary key,
        stored_through integer not null,
        stored_at integer not null
      ) strict, without rowid;
      create index boots_by_age on boots (stored_at);
      create table turn_stats (
        id integer primary key autoincrement,
        stored_at integer not null,
        turn integer not null,
        model text not null,
        wake_from text not null,
        result_kind text not null,
        started_at integer not null,
        ended_at integer not null,
        duration_ms integer not null,
        input_tokens integer,
        output_tokens integer,
        cache_read_tokens integer,
        cache_write_tokens integer,
        ctx integer,
        cost_usd real,
        tool_call_count integer not null,
        tool_calls text not null,
        note text
      ) strict;
      create index turn_stats_by_age on turn_stats (stored_at);
    `,
  },
  {
    name: "count what is open after a turn",
    sql: `
      alter table turn_stats add column open_threads_count integer;
      alter table turn_stats add column open_reminders_count integer;
    `,
  },
];
