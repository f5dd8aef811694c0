import type { AgentClient } from "@hyperhive/client";
import type { Clock } from "../clock.ts";
import type { LeaseList } from "../turn/lease-list.ts";

/** What is needed to tell the core what became of the messages. */
export type GiveBackOptions = {
  readonly client: AgentClient;
  readonly leases: LeaseList;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  /** Aborts when the harness ends. */
  readonly signal: AbortSignal;
};

/** How messages go back to the queue. */
export type Requeue = { readonly delaySeconds: number; readonly refund: boolean; readonly reason: string };

/** Time that a stopping harness gives the core to hear it; the next start puts everything back anyway. */
const FAREWELL_MS = 2000;

/** Acks what the turn holds. Waits for a core that is away; never rejects. */
export async function ackLeases(options: GiveBackOptions): Promise<void> {
  const ids = options.leases.take();
  await tell(options, "ack_turn", async (signal) => {
    await options.client.call("ack_turn", { ids }, { signal, retry: "forever" });
  });
}

/** Puts everything that is leased back into the queue. Waits for a core that is away; never rejects. */
export async function requeueLeases(
  options: GiveBackOptions,
  { delaySeconds, refund, reason }: Requeue,
): Promise<void> {
  options.leases.take();
  const input = { reason, delay_seconds: delaySeconds, refund_attempt: refund };
  await tell(options, "requeue_inflight", async (signal) => {
    await options.client.call("requeue_inflight", input, { signal, retry: "forever" });
  });
}

async function tell(
  { clock, log, signal }: GiveBackOptions,
  cmd: string,
  call: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const farewell = new AbortController();
  const sayGoodbye = () => {
    void clock.sleep(FAREWELL_MS, farewell.signal).then(() => farewell.abort(new Error("the harness ends")));
  };
  if (signal.aborted) sayGoodbye();
  else signal.addEventListener("abort", sayGoodbye, { once: true });
  try {
    await call(farewell.signal);
  } catch (cause) {
    log(`${cmd}: ${String(cause)}`);
  } finally {
    signal.removeEventListener("abort", sayGoodbye);
    farewell.abort();
  }
}
