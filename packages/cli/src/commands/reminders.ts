import type { Reminder } from "@hyperhive/wire";
import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { indented } from "../render/indented.ts";
import { lookOf, type Look } from "../render/look.ts";
import { relativeTime } from "../render/relative-time.ts";
import { table, type Cell } from "../render/table.ts";

const HEAD = ["ID", "OWNER", "DUE", "ATTEMPTS", "MESSAGE"];

/** Prints the reminders that are pending or have failed, those with the reason below. */
export async function reminders(context: Context, agent?: string): Promise<void> {
  const answer = await connectHost(context).call("reminders", { ...(agent !== undefined && { agent }) });
  context.print(answer, () =>
    answer.reminders.length === 0
      ? ["no reminder is pending, and none has failed"]
      : reminderLines(answer.reminders, lookOf(context.cli)),
  );
}

function reminderLines(all: readonly Reminder[], look: Look): string[] {
  const rows = all.map((reminder): Cell[] => [
    `#${reminder.id}`,
    reminder.owner,
    dueCell(reminder, look.now),
    String(reminder.attempts),
    reminder.message,
  ]);
  const [head = "", ...lines] = table({ head: HEAD, rows }, look);
  return [head, ...all.flatMap(({ failure }, at) => [lines[at] ?? "", ...reasonLines(failure, look)])];
}

function dueCell({ due_at: dueAt, failed_at: failedAt }: Reminder, now: number): Cell {
  return failedAt === undefined
    ? relativeTime(dueAt, now)
    : { text: `failed ${relativeTime(failedAt, now)}`, tone: "bad" };
}

function reasonLines(failure: string | undefined, { paint }: Look): string[] {
  return failure === undefined ? [] : indented(failure, { by: 4 }).map((line) => paint("bad", line));
}
