import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { printOutcomes, scopeOf, type TypedScope } from "../scope.ts";

/** Stops agents; one that fails does not keep the others from stopping. */
export async function stop(context: Context, typed: TypedScope & { readonly now?: boolean }): Promise<number> {
  const graceful = typed.now !== true;
  const { results } = await connectHost(context).call("stop", { scope: scopeOf(typed), graceful });
  return printOutcomes(context, results, "stopped");
}
