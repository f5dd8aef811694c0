import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { messageLines } from "../render/message-lines.ts";
import { painter } from "../render/paint.ts";

/** Prints the newest messages to the operator, oldest of them first. Reading acks nothing. */
export async function inbox(context: Context, limit: number): Promise<void> {
  const { cli } = context;
  const answer = await connectHost(context).call("inbox", { limit });
  const look = { now: cli.now(), paint: painter(cli, cli.stdout) };
  context.print(answer, () =>
    answer.messages.length === 0 ? ["no messages"] : answer.messages.flatMap((message) => messageLines(message, look)),
  );
}
