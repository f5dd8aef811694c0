import type { Migration } from "../store/migration.ts";

export const createOperatorLogins: Migration = {
  name: "create log-in tokens and sessions",
  sql: `
    create table login_tokens (
      token_hash text primary key,
      expires_at integer not null
    ) strict, without rowid;
    create index login_tokens_by_expiry on login_tokens (expires_at);
    create table sessions (
      session_hash text primary key,
      created_at integer not null,
      expires_at integer not null
    ) strict, without rowid;
    create index sessions_by_expiry on sessions (expires_at);
  `,
};
