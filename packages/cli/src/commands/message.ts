import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { columns } from "../render/columns.ts";
import { fateRows, messageLines } from "../render/message-lines.ts";
import { painter } from "../render/paint.ts";

/** Prints one message and what became of it. */
export async function message(context: Context, id: number): Promise<void> {
  const { cli } = context;
  const answer = await connectHost(context).call("message_status", { id });
  const look = { now: cli.now(), paint: painter(cli, cli.stdout) };
  context.print(answer, () => [
    ...messageLines(answer.message, look),
    "",
    ...columns(fateRows(answer.message, look.now)),
  ]);
}
