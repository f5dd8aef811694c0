import type { Reminder } from "@hyperhive/wire";
import type { ReminderRow } from "./reminder-store.ts";

/** A reminder as the doors show it; optional fields are left out, never null. */
export function viewReminder(row: ReminderRow): Reminder {
  const { id, owner, message, created_at, due_at, attempts } = row;
  return {
    id,
    owner,
    message,
    ...(row.file_path !== null && { file_path: row.file_path }),
    created_at,
    due_at,
    attempts,
    ...(row.failure !== null && { failure: row.failure }),
    ...(row.failed_at !== null && { failed_at: row.failed_at }),
  };
}
