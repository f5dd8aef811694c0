import type { Migration } from "../store/migration.ts";

/** The first shape of the agents and of what they use. */
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
      crashes text not null default '{"times":[],"streak":0}',
      created_at integer not null
    ) strict;
    create table model_usage (
      agent text not null,
      day text not null,
      requests integer not null,
      input_tokens integer not null,
      output_tokens integer not null,
      cache_read_tokens integer not null,
      cache_write_tokens integer not null,
      primary key (agent, day)
    ) strict, without rowid;
  `,
};

/** What an agent leaves behind when its cage is destroyed, and which hyperhive its cage was started by. */
export const keepDestroyedAgents: Migration = {
  name: "keep destroyed agents",
  sql: `
    alter table agents add column destroyed_at integer;
    alter table agents add column started_rev text;
  `,
};
