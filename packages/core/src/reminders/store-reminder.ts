import { HiveError, MAX_PENDING_REMINDERS } from "@hyperhive/wire";
import type { Mail } from "../broker/mail.ts";
import type { KeyedRequest, RequestKeys } from "../request-keys/request-keys.ts";
import { parseCageFile } from "./cage-file.ts";
import { dueAt } from "./due-at.ts";
import type { NewReminder } from "./new-reminder.ts";
import type { ReminderStore } from "./reminder-store.ts";

/** What an owner is told; `dueAt` in Unix ms. */
export type RemindReceipt = { readonly id: number; readonly dueAt: number; readonly duplicate: boolean };

// Failed ones are kept until they are taken back, and that must have an end as well.
const MAX_KEPT = 10 * MAX_PENDING_REMINDERS;

/** Stores a reminder. Every refusal comes before the first write. */
export function storeReminder(
  reminder: NewReminder,
  { rows, keys }: { readonly rows: ReminderStore; readonly keys: RequestKeys },
  { now }: Pick<Mail, "now">,
): RemindReceipt {
  const { owner, message, filePath } = reminder;
  const request = keyed(reminder);
  const earlier = keys.find(request) as { id: number; dueAt: number } | undefined;
  if (earlier !== undefined) return { ...earlier, duplicate: true };
  const due = dueAt(reminder, now);
  if (filePath !== undefined) parseCageFile(filePath);
  checkRoom(owner, rows);
  const id = rows.insert({ owner, message, file_path: filePath ?? null, created_at: now, due_at: due });
  keys.keep(request, { id, dueAt: due }, now);
  return { id, dueAt: due, duplicate: false };
}

function keyed({ owner, key, message, delaySeconds, at, filePath }: NewReminder): KeyedRequest {
  return { sender: owner, verb: "remind", key, content: [message, delaySeconds, at, filePath] };
}

function checkRoom(owner: string, rows: ReminderStore): void {
  if (rows.countPending(owner) >= MAX_PENDING_REMINDERS)
    throw new HiveError(
      "too_many",
      `${MAX_PENDING_REMINDERS} of your reminders are pending; take some back with \`cancel_loose_end\`, or wait`,
    );
  if (rows.countKept(owner) >= MAX_KEPT)
    throw new HiveError("too_many", "too many of your reminders have failed; take them back with `cancel_loose_end`");
}
