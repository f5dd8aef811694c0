import { connect, type Socket } from "node:net";
import type { Clock } from "../clock.ts";

const PAUSE_MS = 250;

/** How long, in milliseconds, a request is held while nobody listens. */
export type Patience = { readonly clock: Clock; readonly patienceMs: number; readonly signal: AbortSignal };

/** Connects to a unix socket, trying again while the core is away; rejects with the last error when patience ends or the signal aborts. */
export async function patientConnect(path: string, { clock, patienceMs, signal }: Patience): Promise<Socket> {
  const until = clock.now() + patienceMs;
  for (;;) {
    try {
      return await connectOnce(path);
    } catch (cause) {
      if (signal.aborted || clock.now() >= until) throw cause;
    }
    await clock.sleep(PAUSE_MS, signal);
  }
}

function connectOnce(path: string): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const socket = connect({ path });
  socket.once("error", reject);
  socket.once("connect", () => {
    socket.off("error", reject);
    resolve(socket);
  });
  return promise;
}
