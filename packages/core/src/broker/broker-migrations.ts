import type { Migration } from "../store/migration.ts";

/** The first shape of the messages. */
export const createMessages: Migration = {
  name: "create messages",
  sql: `
    create table messages (
      id integer primary key autoincrement,
      sender text not null,
      recipient text not null,
      body text not null,
      sent_at integer not null,
      in_reply_to integer,
      chain_id text not null,
      hops integer not null,
      file_refs text,
      state text not null check (state in ('queued', 'delivered', 'acked', 'dead', 'parked')),
      attempts integer not null default 0,
      redelivered integer not null default 0,
      not_before integer not null default 0,
      delivered_at integer,
      acked_at integer,
      note text,
      check ((state = 'delivered') = (delivered_at is not null and acked_at is null)),
      check ((state = 'acked') = (acked_at is not null))
    ) strict;
    create index messages_by_recipient on messages (recipient, id);
    create index messages_queued on messages (recipient, id) where state = 'queued';
    create index messages_leased on messages (recipient, delivered_at, id) where state = 'delivered';
    create index messages_acked on messages (acked_at) where state = 'acked';
    create table send_keys (
      sender text not null,
      key text not null,
      fingerprint text not null,
      receipt text not null,
      sent_at integer not null,
      primary key (sender, key)
    ) strict, without rowid;
    create index send_keys_by_time on send_keys (sent_at);
  `,
};

/** Since when the operator has no use for a dead or parked message. */
export const dismissMessages: Migration = {
  name: "dismiss messages",
  sql: `
    alter table messages add column dismissed_at integer check (dismissed_at is null or state in ('dead', 'parked'));
    create index messages_dismissed on messages (dismissed_at) where dismissed_at is not null;
  `,
};
