import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";

/** Lets a dead or parked message go. */
export async function dismiss(context: Context, id: number): Promise<void> {
  const answer = await connectHost(context).call("dismiss", { id });
  context.print(answer, () => [`#${id} was let go: ${answer.message.to} does not get it`]);
}
