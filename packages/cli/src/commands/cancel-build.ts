import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";

/** Cancels a build that waits or runs. */
export async function cancelBuild(context: Context, id: number): Promise<void> {
  const answer = await connectHost(context).call("cancel_build", { id });
  context.print(answer, () => [`build ${id} is cancelled`]);
}
