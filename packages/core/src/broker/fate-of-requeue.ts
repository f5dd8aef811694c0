import { MAX_DELIVERY_ATTEMPTS } from "@hyperhive/wire";

/** Why and how leases go back. */
export type RequeueOptions = {
  readonly reason?: string;
  /** They are not delivered again before. */
  readonly delaySeconds?: number;
  /** The delivery does not count, because it was not the message's fault. */
  readonly refundAttempt?: boolean;
};

/** What becomes of a lease that was not acked; `notBefore` in Unix ms, 0 for at once. */
export type RequeueFate =
  | { readonly state: "queued"; readonly attempts: number; readonly notBefore: number }
  | { readonly state: "dead"; readonly attempts: number };

/** A message that has had its last attempt is dead; every other one waits again, after the delay. */
export function fateOfRequeue(attempts: number, options: RequeueOptions, now: number): RequeueFate {
  const counted = options.refundAttempt === true ? Math.max(0, attempts - 1) : attempts;
  if (counted >= MAX_DELIVERY_ATTEMPTS) return { state: "dead", attempts: counted };
  const delayMs = Math.round((options.delaySeconds ?? 0) * 1000);
  return { state: "queued", attempts: counted, notBefore: delayMs === 0 ? 0 : now + delayMs };
}
