import { hash, randomBytes } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Store } from "../store/store.ts";

/** Lets a browser in as the operator: a one-time link becomes a session. Tokens and sessions are stored as hashes only. */
export interface OperatorLogin {
  /** A token for one log-in, good for an hour; `expiresAt` in Unix ms. */
  issueLink(): { readonly token: string; readonly expiresAt: number };
  /** Uses a token up and opens a session of 30 days; undefined when the token is unknown, used or expired. */
  redeem(token: string): { readonly session: string; readonly expiresAt: number } | undefined;
  /** Whether the session is open. */
  check(session: string): boolean;
  /** Ends a session; an unknown one is no error. */
  revoke(session: string): void;
  /** Deletes at most `cap` expired tokens and as many sessions; says how many went. */
  vacuum(cap: number): number;
}

const LINK_MS = 60 * 60_000;
const SESSION_MS = 30 * 24 * 60 * 60_000;

/** Keeps tokens and sessions in the hive's database. */
export function createOperatorLogin({ store, clock }: { store: Store; clock: Clock }): OperatorLogin {
  throw new Error(`not yet ${String(store)} ${clock.now()} ${hash.name} ${randomBytes.name} ${LINK_MS} ${SESSION_MS}`);
}
