import type { Generated } from "kysely";

/** One reminder. Times are Unix milliseconds. */
export type RemindersTable = {
  id: Generated<number>;
  owner: string;
  message: string;
  /** Path in the owner's cage that the message goes to. */
  file_path: string | null;
  created_at: number;
  due_at: number;
  /** `due_at`, or later after a failure. */
  next_try_at: number;
  attempts: Generated<number>;
  failure: string | null;
  /** When it was given up. */
  failed_at: number | null;
  delivered_at: number | null;
  /** The message that it became. */
  message_id: number | null;
};

/** The tables of this domain. */
export type RemindersTables = { reminders: RemindersTable };
