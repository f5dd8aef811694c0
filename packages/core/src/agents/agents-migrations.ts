import type { Migration } from "../store/migration.ts";

export const createAgents: Migration = {
  name: "create agents",
  sql: `
    create table agents (
      id integer primary key autoincrement,
      name text not null unique,
      wanted text not null check (wanted in ('running', 'stopped')),
      paused integer not null default 0,
      status_text text,
      status_set_at integer,
      failure text,
      crashes text not null default '[]',
      created_at integer not null
    ) strict;
  `,
};
