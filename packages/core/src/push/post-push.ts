import { request } from "node:https";
import type { LookupFunction } from "node:net";
import { isIPv6 } from "node:net";
import { messageOf } from "@hyperhive/wire";
import type { PushOutcome } from "./push-outcome.ts";

const PATIENCE_MS = 10_000;

/** One request to a push service with everything decided. */
export type PushRequest = {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: Buffer;
  /** Where it goes, whatever the name leads to by then. */
  readonly addresses: readonly string[];
  readonly ca: string | undefined;
  readonly signal: AbortSignal;
};

/** Posts a push and says what became of it; never rejects. Redirects are not followed, and nothing of the answer is read but its head. */
export async function postPush({ url, headers, body, addresses, ca, signal }: PushRequest): Promise<PushOutcome> {
  const { promise, resolve, reject } = Promise.withResolvers<PushOutcome>();
  const asked = request(url, {
    method: "POST",
    headers,
    agent: false,
    lookup: lookupIn(addresses),
    signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    ...(ca !== undefined && { ca }),
  });
  asked.on("error", reject);
  // An answer that wants to speak another protocol ends the connection and is told as nothing else.
  asked.on("close", () => reject(new Error("the push service hung up without an answer")));
  asked.on("response", (answer) => {
    resolve(outcomeOf(answer.statusCode ?? 0, answer.headers["retry-after"]));
    answer.destroy();
  });
  asked.end(body);
  try {
    return await promise;
  } catch (thrown) {
    return { kind: "failed", reason: messageOf(thrown), mayRetry: true };
  }
}

/** What a status of a push service means (RFC 8030): gone for good, worth another try, or neither. */
function outcomeOf(status: number, retryAfter?: string): PushOutcome {
  if (status >= 200 && status < 300) return { kind: "sent" };
  if (status === 404 || status === 410) return { kind: "gone" };
  const mayRetry = status === 408 || status === 429 || status >= 500;
  const seconds = Number(retryAfter);
  return {
    kind: "failed",
    reason: `the push service answered ${status}`,
    mayRetry,
    ...(mayRetry && seconds > 0 && { retryAfterMs: seconds * 1000 }),
  };
}

// The name was looked up and judged before; looked up again here, it could lead elsewhere.
function lookupIn(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (host, { all }, done) => {
    const [first] = found;
    if (first === undefined) done(new Error(`${host} has no address`), []);
    else if (all === true) done(null, found);
    else done(null, first.address, first.family);
  };
}
