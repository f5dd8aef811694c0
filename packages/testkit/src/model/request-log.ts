import type { IncomingHttpHeaders } from "node:http";
import type { Purpose } from "./request-purpose.ts";

/** One request as it came; `path` has no query, `at` is in milliseconds. */
export type IncomingRequest = { at: number; method: string; path: string; headers: IncomingHttpHeaders; body: unknown };

/** A request in the log; `index` counts from 0 and never repeats, the rest is known for messages only. */
export type RecordedRequest = IncomingRequest & { index: number; purpose?: Purpose; agent?: string; rule?: string };

export type WaitOptions = { timeoutMs?: number; signal?: AbortSignal };

/** The newest requests, oldest first, and a way to wait for one. */
export interface RequestLog {
  readonly entries: readonly RecordedRequest[];
  add(request: Omit<RecordedRequest, "index">): RecordedRequest;
  waitFor(predicate: (request: RecordedRequest) => boolean, options?: WaitOptions): Promise<RecordedRequest>;
  close(): void;
}

type Waiter = { predicate: (request: RecordedRequest) => boolean; resolve: (request: RecordedRequest) => void };

/** Creates a log that keeps the newest `limit` requests; `close` rejects everyone who still waits. */
export function createRequestLog(limit: number): RequestLog {
  const entries: RecordedRequest[] = [];
  const waiters = new Set<Waiter>();
  const closing = new AbortController();
  let next = 0;

  function add(request: Omit<RecordedRequest, "index">): RecordedRequest {
    const entry = { ...request, index: next++ };
    entries.push(entry);
    if (entries.length > limit) entries.shift();
    for (const { predicate, resolve } of waiters) if (predicate(entry)) resolve(entry);
    return entry;
  }

  async function waitFor(
    predicate: Waiter["predicate"],
    { timeoutMs = 60_000, signal }: WaitOptions = {},
  ): Promise<RecordedRequest> {
    const known = entries.find(predicate);
    if (known) return known;
    const limitReached = AbortSignal.timeout(timeoutMs);
    const stop = AbortSignal.any([limitReached, closing.signal, ...(signal ? [signal] : [])]);
    const { promise, resolve, reject } = Promise.withResolvers<RecordedRequest>();
    const waiter = { predicate, resolve };
    const giveUp = () =>
      reject(
        limitReached.aborted
          ? new Error(`no matching request to the scripted model within ${timeoutMs} ms; it saw ${next}`)
          : stop.reason,
      );
    waiters.add(waiter);
    stop.addEventListener("abort", giveUp, { once: true });
    if (stop.aborted) giveUp();
    return promise.finally(() => {
      waiters.delete(waiter);
      stop.removeEventListener("abort", giveUp);
    });
  }

  return { entries, add, waitFor, close: () => closing.abort(new Error("the scripted model was closed")) };
}
