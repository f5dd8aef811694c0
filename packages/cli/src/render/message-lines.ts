import type { InboxRow } from "@hyperhive/wire";
import type { Tone } from "./paint.ts";
import { printable } from "./printable.ts";
import { relativeTime } from "./relative-time.ts";

/** How a message is shown. */
export type MessageLook = { readonly now: number; readonly paint: (tone: Tone, text: string) => string };

/** A message as a heading and its indented body. */
export function messageLines(message: InboxRow, { now, paint }: MessageLook): string[] {
  const reply = message.in_reply_to === undefined ? "" : `, answers #${message.in_reply_to}`;
  const head = `#${message.id} ${message.from} → ${message.to}, ${relativeTime(message.sent_at, now)}${reply}`;
  const body = printable(message.body).split("\n");
  return [paint("strong", head), ...body.map((line) => `  ${line}`.trimEnd())];
}

/** What became of a message, one fact per row. */
export function fateRows(message: InboxRow, now: number): string[][] {
  const times: [string, number | undefined][] = [
    ["sent", message.sent_at],
    ["delivered", message.delivered_at],
    ["acked", message.acked_at],
    ["let go", message.dismissed_at],
  ];
  const files = message.file_refs.map(({ path, host_path: host }) => [
    "file",
    host === undefined ? printable(path) : `${printable(path)} (${printable(host)})`,
  ]);
  return [
    ["state", message.state],
    ["attempts", String(message.attempts)],
    ...times.flatMap(([what, at]) =>
      at === undefined ? [] : [[what, `${new Date(at).toISOString()} (${relativeTime(at, now)})`]],
    ),
    ["chain", `${message.chain_id}, hop ${message.hops}`],
    ...files,
    ...(message.note === undefined ? [] : [["note", printable(message.note)]]),
  ];
}
