import type { Migration } from "../store/migration.ts";

/** The first shape of the keys of all verbs but `send`. */
export const createRequestKeys: Migration = {
  name: "create request keys",
  sql: `
    create table request_keys (
      sender text not null,
      verb text not null,
      key text not null,
      fingerprint text not null,
      receipt text not null,
      at integer not null,
      primary key (sender, verb, key)
    ) strict, without rowid;
    create index request_keys_by_time on request_keys (at);
  `,
};
