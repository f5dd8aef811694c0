import { openResponse, readLeniently, type Verb } from "@hyperhive/wire";
import { AnswerLost } from "./attempt-until-answered.ts";
import type { Connection } from "./connection.ts";
import type { Lease, Pool } from "./pool.ts";

/** One request on one leased connection. */
export type Exchange = {
  readonly pool: Pool;
  readonly lease: Lease;
  readonly request: object;
  readonly verb: Verb;
  readonly signal: AbortSignal | undefined;
};

/** Sends the request and resolves with its answer. The connection goes back to the pool when it can be used again, and is closed otherwise. */
export async function exchange(given: Exchange): Promise<unknown> {
  const { pool, lease } = given;
  using _ = closeOnAbort(lease.connection, given.signal);
  let answered = false;
  try {
    const answer = await ask(given);
    answered = true;
    return readAnswer(given, answer);
  } finally {
    if (answered) pool.release(lease.connection);
    else pool.drop(lease.connection);
  }
}

/** Sends the request and resolves with the raw answer. Throws `AnswerLost` when the connection closes first. */
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

/** Opens the envelope and reads the verb's own fields. Throws the core's error. */
export function readAnswer({ verb, request }: Exchange, answer: Record<string, unknown>): unknown {
  const cmd = String((request as { cmd?: unknown }).cmd);
  return readLeniently(verb.response, openResponse(answer), `the core's answer to \`${cmd}\``);
}

/** Ties a connection to a signal for as long as the handle lives. */
export function closeOnAbort(connection: Connection, signal: AbortSignal | undefined): Disposable {
  const close = () => connection.close();
  signal?.addEventListener("abort", close, { once: true });
  return { [Symbol.dispose]: () => signal?.removeEventListener("abort", close) };
}
