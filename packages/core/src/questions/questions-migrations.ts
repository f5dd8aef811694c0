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

/** An answer whose message was let go stays lost when that message is deleted; of all others that are gone it is known that they were read. */
export const keepAnswersLost: Migration = {
  name: "keep answers lost",
  sql: `
    create index questions_by_answer on questions (answer_message) where answer_message is not null;
    create trigger questions_lose_answer after delete on messages when old.dismissed_at is not null begin
      update questions set answer_message = null where answer_message = old.id;
    end;
  `,
};
