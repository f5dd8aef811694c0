import { randomBytes } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Store } from "../store/store.ts";
import { createLoginStore, type LoginStore } from "./login-store.ts";
import { secretHash } from "./secret-hash.ts";

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

/** Keeps tokens and sessions in the hive's database, which stays the caller's. */
export function createOperatorLogin({ store, clock }: { store: Store; clock: Clock }): OperatorLogin {
  const logins = createLoginStore(store);
  return {
    issueLink() {
      const token = newSecret();
      const expiresAt = clock.now() + LINK_MS;
      logins.addToken(secretHash(token), expiresAt);
      return { token, expiresAt };
    },
    redeem: (token) => store.transaction(() => openSession(token, logins, clock.now())),
    check: (session) => (logins.sessionExpiry(secretHash(session)) ?? 0) > clock.now(),
    revoke: (session) => logins.removeSession(secretHash(session)),
    vacuum: (cap) => logins.removeExpired(clock.now(), cap),
  };
}

function openSession(
  token: string,
  logins: LoginStore,
  now: number,
): { session: string; expiresAt: number } | undefined {
  const tokenExpiry = logins.takeToken(secretHash(token));
  if (tokenExpiry === undefined || tokenExpiry <= now) return undefined;
  const session = newSecret();
  const expiresAt = now + SESSION_MS;
  logins.addSession({ session_hash: secretHash(session), created_at: now, expires_at: expiresAt });
  return { session, expiresAt };
}

function newSecret(): string {
  return randomBytes(32).toString("base64url");
}
