import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { relativeTime } from "../render/relative-time.ts";

/** Prints a new one-time link, and on a terminal until when it works. */
export async function loginLink(context: Context): Promise<void> {
  const answer = await connectHost(context).call("login_link", {});
  context.print(answer, () => [answer.url]);
  const { cli, globals } = context;
  if (cli.stdout.isTTY !== true || globals.json === true) return;
  cli.stderr.write(`works once, ends ${relativeTime(answer.expires_at, cli.now())}\n`);
}
