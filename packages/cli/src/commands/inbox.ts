import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { messageLines } from "../render/message-lines.ts";
import { painter } from "../render/paint.ts";

/** Prints the newest messages to the operator, oldest of them first; with `read` they count as read from then on. */
export async function inbox(context: Context, { lines, read }: { lines: number; read?: boolean }): Promise<void> {
  const { cli } = context;
  const host = connectHost(context);
  const answer = await host.call("inbox", { limit: lines });
  const look = { now: cli.now(), paint: painter(cli, cli.stdout) };
  context.print(answer, () =>
    answer.messages.length === 0 ? ["no messages"] : answer.messages.flatMap((message) => messageLines(message, look)),
  );
  const newest = answer.messages.at(-1);
  if (read === true && newest !== undefined) await host.call("mark_read", { through: newest.id });
}
