import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { printOutcomes, scopeOf, type TypedScope } from "../scope.ts";

/** Starts agents; one that fails does not keep the others from starting. */
export async function start(context: Context, typed: TypedScope): Promise<number> {
  const { results } = await connectHost(context).call("start", { scope: scopeOf(typed) });
  return printOutcomes(context, results, "started");
}
