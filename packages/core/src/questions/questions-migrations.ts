import type { Migration } from "../store/migration.ts";

/** The first shape of the questions. */
export const createQuestions: Migration = {
  name: "create questions",
  sql: `
    create table questions (
      id integer primary key autoincrement,
      asker text not null,
      target text,
      question text not null,
      options text not null,
      multi integer not null default 0,
      asked_at integer not null,
      deadline_at integer,
      state text not null check (state in ('open', 'answered', 'expired', 'cancelled')),
      answer text,
      answerer text,
      ended_at integer,
      answer_message integer,
      check ((state = 'open') = (answer is null)),
      check ((answer is null) = (answerer is null)),
      check ((answer is null) = (ended_at is null))
    ) strict;
    create index questions_open on questions (asker, id) where state = 'open';
    create index questions_due on questions (deadline_at) where state = 'open' and deadline_at is not null;
    create index questions_ended on questions (ended_at, id) where ended_at is not null;
    create index questions_by_target on questions (target, id) where state = 'open';
  `,
};
