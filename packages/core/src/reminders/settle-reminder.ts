import { HiveError, MAX_REMINDER_ATTEMPTS } from "@hyperhive/wire";
import type { Mail } from "../broker/mail.ts";
import type { ReminderRow, ReminderStore } from "./reminder-store.ts";
import type { ReminderText } from "./reminder-text.ts";

/** Who reminders are from. */
const REMINDER = "reminder";

const RETRY_STEP_MS = 30_000;

/** A reminder that is due, and what it comes to. */
export type DueReminder = { readonly row: ReminderRow; readonly text: ReminderText };

/** Delivers a reminder and marks it, or notes why that failed, in the transaction of the caller; one that was cancelled meanwhile is left alone. */
export function settleReminder({ row: { id }, text }: DueReminder, rows: ReminderStore, mail: Mail): void {
  const row = rows.find(id);
  if (row === undefined || row.delivered_at !== null || row.failed_at !== null) return;
  const sent = text.ok ? post(row, text.body, mail) : text;
  if (sent.ok) rows.update(id, { delivered_at: mail.now, message_id: sent.message, failure: null });
  else rows.update(id, failed(row, sent.reason, mail.now));
}

/** A row after a delivery that failed: tried again later each time, given up after five. */
export function failed({ attempts: before }: Pick<ReminderRow, "attempts">, failure: string, now: number) {
  const attempts = before + 1;
  if (attempts >= MAX_REMINDER_ATTEMPTS) return { attempts, failure, failed_at: now };
  return { attempts, failure, next_try_at: now + RETRY_STEP_MS * attempts };
}

type Sent = { readonly ok: true; readonly message: number } | { readonly ok: false; readonly reason: string };

function post({ owner }: ReminderRow, body: string, mail: Mail): Sent {
  try {
    const { receipts } = mail.post({ from: REMINDER, to: owner, body });
    return { ok: true, message: receipts[0]?.id ?? 0 };
  } catch (thrown) {
    // A refusal comes before the first write, so the others of the batch go on.
    if (thrown instanceof HiveError) return { ok: false, reason: `${thrown.code}: ${thrown.message}` };
    throw thrown;
  }
}
