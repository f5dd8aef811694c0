import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";

/** Puts a dead or parked message back in its queue. */
export async function release(context: Context, id: number): Promise<void> {
  const answer = await connectHost(context).call("release", { id });
  context.print(answer, () => [`#${id} is ${answer.message.state} again for ${answer.message.to}`]);
}
