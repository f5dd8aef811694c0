import type { AgentClient } from "@hyperhive/client";
import type { Clock } from "../clock.ts";

/** What waits on somebody after a turn, in the words of `turn_end`; empty when the core did not say. */
export type OpenCounts = { readonly open_threads?: number; readonly open_reminders?: number };

/** What the counting asks and how it keeps time. */
export type CountOptions = { readonly client: Pick<AgentClient, "call">; readonly clock: Clock };

/** Longest time that figures may hold up the end of a turn. */
const COUNT_MS = 2000;

/** Asks the core what is open, once and for 2 s at most; a core that is away is not waited for. Aborting `signal` ends it. Never rejects. */
export async function countOpen({ client, clock }: CountOptions, signal: AbortSignal): Promise<OpenCounts> {
  if (signal.aborted) return {};
  const over = new AbortController();
  const ends = AbortSignal.any([signal, over.signal]);
  void clock.sleep(COUNT_MS, ends).then(() => over.abort(new Error("the core took too long to count")));
  try {
    return await askCore(client, ends);
  } catch {
    // Figures are not worth a failed turn, nor a line in its history.
    return {};
  } finally {
    over.abort();
  }
}

async function askCore(client: CountOptions["client"], signal: AbortSignal): Promise<OpenCounts> {
  const options = { signal, retry: "never" } as const;
  const [{ loose_ends }, { count }] = await Promise.all([
    client.call("get_loose_ends", {}, options),
    client.call("count_pending_reminders", {}, options),
  ]);
  return { open_threads: loose_ends.filter(({ kind }) => kind !== "reminder").length, open_reminders: count };
}
