import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { printOutcomes } from "../scope.ts";
import { attemptFields, tryEach } from "../try-each.ts";

/** Restarts agents one after another; one that fails does not keep the next from restarting. */
export async function restart(context: Context, names: readonly string[]): Promise<number> {
  const host = connectHost(context);
  const attempts = await tryEach(names, async (name) => await host.call("restart", { name }));
  const results = attempts.map((made) => ({ name: made.target, ...attemptFields(made) }));
  return printOutcomes(context, results, "restarted");
}
