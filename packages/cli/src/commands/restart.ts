import { HiveError } from "@hyperhive/wire/plain";
import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { printOutcomes, type Outcome } from "../scope.ts";

/** Restarts agents one after another; one that fails does not keep the next from restarting. */
export async function restart(context: Context, names: readonly string[]): Promise<number> {
  const host = connectHost(context);
  const results: Outcome[] = [];
  for (const name of names) {
    results.push(await outcomeOf(name, async () => void (await host.call("restart", { name }))));
  }
  return printOutcomes(context, results, "restarted");
}

async function outcomeOf(name: string, act: () => Promise<void>): Promise<Outcome> {
  try {
    await act();
    return { name, ok: true };
  } catch (error) {
    if (!(error instanceof HiveError) || error.code === "core_unreachable") throw error;
    return { name, ok: false, error: error.message, code: error.code };
  }
}
