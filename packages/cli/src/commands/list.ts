import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";

/** Prints the name of every agent, one per line, the manager first. */
export async function list(context: Context): Promise<void> {
  const answer = await connectHost(context).call("list", {});
  context.print(answer, () => answer.agents);
}
