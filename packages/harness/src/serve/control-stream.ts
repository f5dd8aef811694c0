import type { AgentClient } from "@hyperhive/client";
import type { ControlMessage } from "@hyperhive/wire";
import type { Clock } from "../clock.ts";

/** What the control stream needs. */
export type ControlStreamOptions = {
  readonly client: AgentClient;
  readonly bootId: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onMessage: (message: ControlMessage) => Promise<void>;
  /** The stream stands again after the core was away. */
  readonly onReconnect: () => void;
  readonly log: (line: string) => void;
};

const PAUSE_MS = 500;

/** Holds the control stream until the signal aborts, opening it again whenever the core ends it. Never rejects. */
export async function holdControlStream(options: ControlStreamOptions): Promise<void> {
  const { clock, signal, log } = options;
  for (let opened = 0; !signal.aborted;) {
    try {
      opened = await readStream(options, opened);
    } catch (cause) {
      if (!signal.aborted) log(`control stream: ${String(cause)}`);
    }
    await clock.sleep(PAUSE_MS, signal);
  }
}

async function readStream(options: ControlStreamOptions, openedBefore: number): Promise<number> {
  const { client, bootId: boot_id, signal } = options;
  const stream = await client.open("control", { boot_id }, { signal, retry: "forever" });
  if (openedBefore > 0) options.onReconnect();
  try {
    for await (const message of stream) await options.onMessage(message);
  } catch (cause) {
    if (!signal.aborted) options.log(`control stream: ${String(cause)}`);
  }
  return openedBefore + 1;
}
