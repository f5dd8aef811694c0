import type { Migration } from "../store/migration.ts";

export const createPushSubscriptions: Migration = {
  name: "create push subscriptions",
  sql: `
    create table push_subscriptions (
      endpoint text primary key,
      p256dh text not null,
      auth text not null,
      created_at integer not null
    ) strict, without rowid;
  `,
};
