import { AnswerLost } from "./attempt-until-answered.ts";
import type { Connection } from "./connection.ts";
import type { Lease, Pool } from "./pool.ts";

/** One request on one leased connection. */
export type Exchange = {
  readonly pool: Pool;
  readonly lease: Lease;
  readonly request: object;
  readonly signal: AbortSignal | undefined;
};

/** Sends the request and resolves with the line of its answer. The connection goes back to the pool, and is closed when no answer came. */
export async function exchange(given: Exchange): Promise<Record<string, unknown>> {
  const { pool, lease } = given;
  using _ = closeOnAbort(lease.connection, given.signal);
  try {
    const answer = await ask(given);
    pool.release(lease.connection);
    return answer;
  } catch (error) {
    pool.drop(lease.connection);
    throw error;
  }
}

/** Sends the request and resolves with the line of its answer. Throws `AnswerLost` when the connection closes first. */
export async function ask({ lease, request, signal }: Exchange): Promise<Record<string, unknown>> {
  signal?.throwIfAborted();
  lease.connection.send(request);
  const answer = await lease.connection.next();
  signal?.throwIfAborted();
  if (answer !== undefined) return answer;
  throw new AnswerLost(
    lease.reused,
    "the connection to the core closed before the answer came; the request may or may not have been carried out",
  );
}

/** Ties a connection to a signal for as long as the handle lives. */
export function closeOnAbort(connection: Connection, signal: AbortSignal | undefined): Disposable {
  const close = () => connection.close();
  signal?.addEventListener("abort", close, { once: true });
  return { [Symbol.dispose]: () => signal?.removeEventListener("abort", close) };
}
