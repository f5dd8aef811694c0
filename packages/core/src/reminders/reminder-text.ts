import { MAX_REMINDER_BODY_BYTES } from "@hyperhive/wire";
import { parseCageFile, spillFile, type CageFile } from "./cage-file.ts";
import type { ReminderRow } from "./reminder-store.ts";
import { writeCageFile, type AgentHome } from "./write-cage-file.ts";

/** What a reminder is delivered as, or why it cannot be. */
export type ReminderText =
  | { readonly ok: true; readonly body: string }
  | { readonly ok: false; readonly reason: string };

/** The file that the message goes to: the one that was named, or one of its own when it is too long for a message; undefined when it is delivered as it is. */
export function fileOf({
  id,
  message,
  file_path: path,
}: Pick<ReminderRow, "id" | "message" | "file_path">): CageFile | undefined {
  if (path !== null) return parseCageFile(path);
  return Buffer.byteLength(message) > MAX_REMINDER_BODY_BYTES ? spillFile(id) : undefined;
}

/** Writes the message to its file and says what is delivered in its place. Doing it again does no harm. */
export function writeReminder({ id, message }: ReminderRow, file: CageFile, home: AgentHome): ReminderText {
  try {
    writeCageFile(home, file, message);
  } catch (cause) {
    return { ok: false, reason: `${file.path} cannot be written: ${explain(cause as NodeJS.ErrnoException)}` };
  }
  const size = Buffer.byteLength(message);
  return { ok: true, body: `Reminder ${id} is in ${file.path} (${size} bytes): read it there.` };
}

function explain({ code = "unknown error" }: NodeJS.ErrnoException): string {
  switch (code) {
    case "ENOTDIR":
    case "ELOOP":
      return "a part of the path is a symbolic link or no folder";
    case "EISDIR":
      return "a folder has that name";
    case "EACCES":
    case "EPERM":
      return "the agent may not write there";
    default:
      return code;
  }
}
