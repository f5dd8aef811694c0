import { once } from "node:events";
import type { Server } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/** Where and how long to try. */
export type BindOptions = {
  readonly port: number;
  readonly host: string;
  /** Ends the tries. */
  readonly signal: AbortSignal;
  /** Hears that the port is taken, before each wait. */
  readonly onTaken?: () => void;
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
};

const TRIES = 12;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 2_000;

/** Listens on a TCP port. One that is taken is tried again, 12 times in about 20 s, for a predecessor that is still going; any other failure rejects at once. */
export async function bindWithRetry(server: Server, options: BindOptions): Promise<void> {
  const { signal, wait = waitFor } = options;
  for (let tried = 1; ; tried++) {
    signal.throwIfAborted();
    try {
      return await listen(server, options);
    } catch (error) {
      if (!isTaken(error) || tried === TRIES) throw error;
    }
    options.onTaken?.();
    await wait(Math.min(FIRST_WAIT_MS * 2 ** (tried - 1), LONGEST_WAIT_MS), signal);
  }
}

/** Whether a port could not be bound because somebody else has it. */
export function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}

async function listen(server: Server, { port, host }: BindOptions): Promise<void> {
  const listening = once(server, "listening");
  server.listen({ port, host });
  await listening;
}

async function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
}
