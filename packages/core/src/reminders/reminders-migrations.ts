import type { Migration } from "../store/migration.ts";

/** The first shape of the reminders. */
export const createReminders: Migration = {
  name: "create reminders",
  sql: `
    create table reminders (
      id integer primary key autoincrement,
      owner text not null,
      message text not null,
      file_path text,
      created_at integer not null,
      due_at integer not null,
      next_try_at integer not null,
      attempts integer not null default 0,
      failure text,
      failed_at integer,
      delivered_at integer,
      message_id integer,
      check ((delivered_at is null) = (message_id is null)),
      check (delivered_at is null or failed_at is null)
    ) strict;
    create index reminders_due on reminders (next_try_at) where delivered_at is null and failed_at is null;
    create index reminders_of_owner on reminders (owner, id) where delivered_at is null;
    create index reminders_done on reminders (delivered_at) where delivered_at is not null;
  `,
};
